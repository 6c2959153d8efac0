// catalogue.ts: what the shop sells: some thousand products, the same at every start.

export interface Product {
  readonly id: number;
  readonly name: string;
  readonly cents: number;
}

const QUALITIES = [
  "light",
  "heavy",
  "folding",
  "round",
  "striped",
  "quiet",
  "spare",
  "small",
  "sturdy",
  "plain",
];
const MATERIALS = ["oak", "steel", "copper", "linen", "wool", "glass", "paper", "leather", "cork", "enamel"];
const THINGS = [
  ...["table", "chair", "lamp", "kettle", "basket", "blanket", "ladder", "mirror", "bucket", "drawer"],
  ...["hammer", "saddle", "candle", "bottle", "pillow", "curtain", "shelf", "clock", "brush", "tray"],
];

export function makeCatalogue(): readonly Product[] {
  const names = QUALITIES.flatMap((quality) =>
    MATERIALS.flatMap((material) => THINGS.map((thing) => `${quality} ${material} ${thing}`)),
  );
  return names.map((name, id) => ({ id, name, cents: 100 + ((id * 7919) % 20_000) }));
}
