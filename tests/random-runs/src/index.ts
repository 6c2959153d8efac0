export { Random } from "./random.ts";
export { shrink } from "./shrink.ts";
