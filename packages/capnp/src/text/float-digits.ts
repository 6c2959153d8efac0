// float-digits.ts: numbers with the digits that `capnp decode` gives them: those of C's printf("%.*g").

/** A Float64: with 15 digits, or with 17 where those are another number. */
export function float64Digits(value: number): string {
  return special(value) ?? shorter(value, 15, 17, (digits) => Number(digits) === value);
}

/** A Float32: with 6 digits, or with 8 where those are another number. Of some numbers even 8 are: it takes 9. */
export function float32Digits(value: number): string {
  // What is smaller than that has fewer bits, and always gets all digits.
  const few = Math.abs(value) < smallestNormal ? 8 : 6;
  return special(value) ?? shorter(value, few, 8, (digits) => Math.fround(Number(digits)) === value);
}

const smallestNormal = 2 ** -126;

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return "nan";
  if (value === Number.POSITIVE_INFINITY) return "inf";
  if (value === Number.NEGATIVE_INFINITY) return "-inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  return undefined;
}

function shorter(value: number, few: number, many: number, isSame: (digits: string) => boolean): string {
  const short = general(value, few);
  return isSame(short) ? short : general(value, many);
}

/** As `%.*g`, without the plus of the exponent. */
function general(value: number, precision: number): string {
  const [mantissa = "", exponentText = "0"] = rounded(value, precision).split("e");
  const exponent = Number(exponentText);
  if (exponent >= precision) return `${withoutZeros(mantissa)}e${String(exponent).padStart(2, "0")}`;
  if (exponent < -4) return `${withoutZeros(mantissa)}e-${String(-exponent).padStart(2, "0")}`;
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace(/[-.]/g, "");
  if (exponent < 0) return sign + withoutZeros(`0.${"0".repeat(-exponent - 1)}${digits}`);
  return sign + withoutZeros(`${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`);
}

/** In exponential form. A number in the middle between two goes to the even one, where JavaScript takes the larger. */
function rounded(value: number, precision: number): string {
  const nearest = value.toExponential(precision - 1);
  // What is in the middle has exactly one digit more, and that is 5.
  const exact = value.toExponential(Math.min(100, precision + 50));
  const [digits = "", exponent] = exact.split("e");
  const point = digits.indexOf(".");
  const kept = digits.slice(0, point + precision);
  const isMiddle = /^50*$/.test(digits.slice(point + precision));
  const isEven = Number(kept.at(-1)) % 2 === 0;
  return isMiddle && isEven ? `${kept}e${exponent}` : nearest;
}

/** Without those at the end of the fraction, and without the point where nothing is left behind it. */
function withoutZeros(digits: string): string {
  return digits.replace(/\.?0*$/, "");
}
