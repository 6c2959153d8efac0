// interface-text.tsx: an interface, as its schema has it: what it is for, and what its methods take and give.
import {
  describe,
  type FieldDescription,
  type Interface,
  type MethodDescription,
} from "@teleop/rpc-capnp/schema";
import type { JSX } from "preact";
import { DocText } from "./doc-text.tsx";

export function InterfaceText({ type }: { readonly type: Interface }): JSX.Element {
  const { name, doc, deprecated, methods } = describe(type);
  return (
    <div class="interface">
      <h4>{name}</h4>
      <DocText doc={doc} deprecated={deprecated} />
      <dl>
        {methods.map((method) => (
          <div key={method.property ?? method.name}>
            <dt>
              <code>{signatureText(method)}</code>
            </dt>
            <dd>
              <DocText doc={method.doc} deprecated={method.deprecated} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** `find (name :Text) -> (job :Job)` */
function signatureText({ name, property, params, results }: MethodDescription): string {
  return `${property ?? name} ${fieldList(params)} -> ${results === undefined ? "stream" : fieldList(results)}`;
}

function fieldList(fields: readonly FieldDescription[]): string {
  return `(${fields.map(({ name, type }) => `${name} :${type}`).join(", ")})`;
}
