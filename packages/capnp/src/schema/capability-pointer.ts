// capability-pointer.ts: the type Capability: a capability of which no interface is known.
import type { CapabilitySystem, CapabilityValues } from "./capability-system.ts";
import type { PipelineSource, PointerCodec } from "./codec.ts";
import { PointerRuntimeType } from "./runtime-type.ts";

export class CapabilityPointerType extends PointerRuntimeType {
  override readonly kind = "capability";
  override readonly title = "Capability";
  readonly #system: CapabilitySystem;
  #values: CapabilityValues | undefined;

  constructor(system: CapabilitySystem) {
    super();
    this.#system = system;
  }

  /** What stands for capabilities of this type, made when it is first needed. */
  get values(): CapabilityValues {
    this.#values ??= this.#system.ofAny(this);
    return this.#values;
  }

  override pointer(): PointerCodec {
    return this.values.codec;
  }

  override pipeline(source: PipelineSource, path: readonly number[]): object {
    return source.capability(path, this.values);
  }

  override isNull(value: unknown): boolean {
    return super.isNull(value) || this.values.isNull(value);
  }

  override reachesCapability(): boolean {
    return true;
  }
}
