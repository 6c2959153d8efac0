// cpu.ts: the entry `@teleop/diagnostics/cpu`: what an application makes that wants to be profiled before anybody asks.
export { type FlightRecorder, type FlightRecorderOptions, flightRecorder } from "./cpu/flight-recorder.ts";
