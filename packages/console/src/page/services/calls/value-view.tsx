// value-view.tsx: a value that was received, as a tree: what has parts is opened to see them, a hundred at a time.
import { toBase64, toHex } from "@teleop/capnp/capability";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useApp } from "../../app/context.ts";
import { formatBytes } from "../../units.ts";
import type { NodeContent, ValueNode } from "../model/value-tree.ts";

export interface ValueViewProps {
  readonly node: ValueNode;
  /** How many levels are open at first. */
  readonly open: number;
  /** What a capability is held as. */
  readonly nameOf?: ((value: unknown) => string | undefined) | undefined;
  /** Wants to call one that is held. */
  readonly onPick?: ((name: string) => void) | undefined;
}

/** How many parts are shown before somebody asks for more. */
const MOST_PARTS = 100;

export function ValueView(props: ValueViewProps): JSX.Element {
  const { node, open } = props;
  const { label, type, content } = node;
  const [isOpen, setOpen] = useState(open > 0);
  const [shown, setShown] = useState(MOST_PARTS);
  if (content.kind !== "inner") {
    return (
      <div class="node">
        <span class="node-label">{label}</span> <LeafView {...props} content={content} />{" "}
        <span class="quiet type">{content.kind === "capability" ? "" : type}</span>
      </div>
    );
  }
  const { summary, size } = content;
  if (size === 0) {
    return (
      <div class="node">
        <span class="node-label">{label}</span>{" "}
        <span class="quiet">{summary === "" ? "nothing in it" : summary}</span>{" "}
        <span class="quiet type">{type}</span>
      </div>
    );
  }
  return (
    <details class="node" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span class="node-label">{label}</span> <span class="quiet">{summary}</span>{" "}
        <span class="quiet type">{type}</span>
      </summary>
      {isOpen && (
        <div class="node-parts">
          {content.children(0, Math.min(shown, size)).map((child) => (
            <ValueView key={child.label} {...props} node={child} open={open - 1} />
          ))}
          {size > shown && (
            <button type="button" onClick={() => setShown(shown + 10 * MOST_PARTS)}>
              {`${size - shown} more`}
            </button>
          )}
        </div>
      )}
    </details>
  );
}

interface LeafViewProps extends ValueViewProps {
  readonly content: Exclude<NodeContent, { kind: "inner" }>;
}

function LeafView(props: LeafViewProps): JSX.Element {
  const { content, node, nameOf, onPick } = props;
  switch (content.kind) {
    case "null":
      return <span class="quiet">null</span>;
    case "number":
    case "word":
      return <code>{content.text}</code>;
    case "text":
      return <TextView text={content.text} />;
    case "bytes":
      return <BytesView bytes={content.bytes} name={node.label} />;
    case "capability": {
      const name = nameOf?.(content.value);
      return (
        <span class="capability">
          <span aria-hidden="true">⬡ </span>
          {content.interface}
          {name !== undefined && (
            <button type="button" class="small" onClick={() => onPick?.(name)} aria-label={`Call ${name}`}>
              {name}
            </button>
          )}
        </span>
      );
    }
    case "open":
      return <OpenView {...props} holds={content.holds} read={content.as} />;
  }
}

function TextView({ text }: { readonly text: string }): JSX.Element {
  if (text === "") return <span class="quiet">empty</span>;
  return <span class="text-value">{text}</span>;
}

/** How many bytes are written out. */
const MOST_BYTES = 64;

function BytesView({ bytes, name }: { readonly bytes: Uint8Array; readonly name: string }): JSX.Element {
  const { toasts } = useApp();
  const [as, setAs] = useState<"hex" | "text" | "base64">("hex");
  if (bytes.length === 0) return <span class="quiet">empty</span>;
  const begin = bytes.subarray(0, MOST_BYTES);
  const text =
    as === "text" ? new TextDecoder().decode(begin) : as === "hex" ? spaced(toHex(begin)) : toBase64(begin);
  return (
    <span class="bytes-value">
      <code class="text-value">{text}</code>
      {bytes.length > MOST_BYTES && "…"} <span class="quiet">{formatBytes(bytes.length)}</span>{" "}
      <select
        aria-label={`${name} as`}
        value={as}
        onChange={({ currentTarget: { value } }) =>
          setAs(value === "text" || value === "base64" ? value : "hex")
        }
      >
        <option value="hex">hex</option>
        <option value="text">text</option>
        <option value="base64">base64</option>
      </select>{" "}
      <button
        type="button"
        class="small"
        onClick={() => {
          saveBytes(bytes, `${name}.bin`);
          toasts.done(`${name}.bin is saved`);
        }}
      >
        Save
      </button>
    </span>
  );
}

function spaced(hex: string): string {
  return hex.replace(/(..)(?!$)/g, "$1 ");
}

function saveBytes(bytes: Uint8Array, name: string): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

interface OpenViewProps extends ValueViewProps {
  readonly holds: "struct" | "list";
  readonly read: (type: "Text" | "Data") => NodeContent;
}

/** What an open pointer holds is known to who has put it there: it is read as it is asked for. */
function OpenView({ holds, read, ...props }: OpenViewProps): JSX.Element {
  const [content, setContent] = useState<NodeContent>();
  const { toasts } = useApp();
  const show = (type: "Text" | "Data"): void => {
    try {
      setContent(read(type));
    } catch (error) {
      toasts.failed(`it cannot be read as ${type}`, error);
    }
  };
  if (content !== undefined && content.kind !== "inner") return <LeafView {...props} content={content} />;
  return (
    <span>
      <span class="quiet">{`a ${holds} of a type that the schema leaves open`}</span>
      {holds === "list" && (
        <>
          {" "}
          <button type="button" class="small" onClick={() => show("Text")}>
            as Text
          </button>{" "}
          <button type="button" class="small" onClick={() => show("Data")}>
            as Data
          </button>
        </>
      )}
    </span>
  );
}
