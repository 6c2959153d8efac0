// related-interfaces.ts: the interfaces that methods take and give: of callbacks, and of what is called in turn.
import {
  InterfaceType,
  ListRuntimeType,
  type Method,
  RuntimeType,
  StructType,
} from "@teleop/capnp/capability";
import type { Interface } from "@teleop/rpc-capnp/schema";

/** Those that an interface refers to, and those that these do, each once, without itself. */
export function relatedInterfaces(type: Interface): readonly Interface[] {
  const own = RuntimeType.of(type).resolve([]);
  const found = new Map<string, RuntimeType>();
  // The map grows while it is walked: it ends where generics would lead to ever new ones.
  found.set(own.title, own);
  for (const each of found.values()) {
    if (found.size > MOST_INTERFACES) break;
    if (each instanceof InterfaceType) collect(each.allMethods, found);
  }
  found.delete(own.title);
  return [...found.values()].map((each) => each.typed<Interface>());
}

/** Those that one method takes and gives. */
export function interfacesOfMethod(method: Method): readonly Interface[] {
  const found = new Map<string, RuntimeType>();
  collect([method], found);
  return [...found.values()].map((each) => each.typed<Interface>());
}

const MOST_INTERFACES = 64;
const MOST_STRUCTS = 256;

function collect(methods: readonly Method[], found: Map<string, RuntimeType>): void {
  const structs = new Map<string, StructType>();
  for (const { params, results } of methods) {
    for (const struct of results === undefined ? [params] : [params, results])
      structs.set(struct.title, struct);
  }
  for (const { fields } of structs.values()) {
    if (structs.size > MOST_STRUCTS) return;
    for (const { type } of fields) {
      const inner = withoutLists(type);
      if (inner instanceof StructType) structs.set(inner.title, structs.get(inner.title) ?? inner);
      else if (inner instanceof InterfaceType) found.set(inner.title, found.get(inner.title) ?? inner);
    }
  }
}

function withoutLists(type: RuntimeType): RuntimeType {
  let inner = type;
  while (inner instanceof ListRuntimeType) inner = inner.element;
  return inner;
}
