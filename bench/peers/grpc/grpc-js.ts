// grpc-js.ts: the echo service as @grpc/grpc-js and @grpc/proto-loader know it.
import { join } from "node:path";
import {
  type Client,
  type ClientUnaryCall,
  loadPackageDefinition,
  type requestCallback,
  type ServiceClientConstructor,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";

export interface Message {
  readonly text: string;
}

export interface EchoClient extends Client {
  echo(message: Message, callback: requestCallback<Message>): ClientUnaryCall;
}

const loaded = loadPackageDefinition(loadSync(join(import.meta.dirname, "echo.proto")));

export const Echo: ServiceClientConstructor = (
  loaded.bench as unknown as { readonly Echo: ServiceClientConstructor }
).Echo;
