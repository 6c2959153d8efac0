// registered.mjs: a program that knows nothing of teleop. It says something when it runs, and ends with its input.
let calls = 0;

function tick(factor) {
  const product = calls * factor;
  calls += 1;
  return product;
}

const timer = setInterval(() => tick(2), 5);
process.stdin.on("data", () => console.log(JSON.stringify({ calls })));
process.stdin.on("end", () => clearInterval(timer));
console.log("armed");
