// nodes.ts: the entry `@teleop/capnp/nodes`: compiled schemas as messages, which compilers send to code generators and
// services to their clients; the types at run time that they describe, and the nodes that describe types at run time.
export { type CapabilityTypes, NodeTypes, type ReadSchema } from "./nodes/from-nodes.ts";
export {
  Annotation,
  Brand,
  Brand_Binding,
  Brand_Scope,
  CapnpVersion,
  CodeGeneratorRequest,
  Enumerant,
  Field,
  Method,
  Node,
  Node_SourceInfo,
  Superclass,
  Type as TypeNode,
  Value,
} from "./nodes/schema.capnp.ts";
export { brandOf, nodesOf, type SchemaNodes } from "./nodes/to-nodes.ts";
