import { transportConformance } from "@teleop/conformance";
import { memoryTransport } from "./index.ts";

transportConformance({ name: "memory", transport: memoryTransport, socketFile: false });
