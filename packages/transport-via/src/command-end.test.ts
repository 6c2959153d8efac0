// command-end.test.ts: what each kind of command says when it does not lead to a bridge, and what people are told of it.
import { expect, test } from "bun:test";
import { type CommandEnd, errorOfEnd, errorOfStart } from "./command-end.ts";

const end = (command: string, rest: Partial<CommandEnd>): CommandEnd => ({
  command: command.split(" ") as [string, ...string[]],
  bridge: ["teleop", "bridge"],
  exitCode: 1,
  signal: undefined,
  stderr: "",
  noise: "",
  wasReady: false,
  ...rest,
});

// The words are those of OpenSSH 9, Docker 28, containerd, Podman 5 and kubectl 1.32.
test.each([
  ["ssh host", 127, "bash: line 1: teleop: command not found\n", "scp"],
  ["ssh host", 127, "sh: 1: teleop: not found\n", "scp"],
  ["ssh host", 127, "", "scp"],
  [
    "docker exec -i web",
    127,
    'OCI runtime exec failed: exec failed: unable to start container process: exec: "teleop": executable file not found in $PATH: unknown\n',
    "docker cp",
  ],
  [
    "docker exec -i web",
    126,
    'OCI runtime exec failed: exec failed: container_linux.go:380: starting container process caused: exec: "teleop": executable file not found in $PATH: unknown\n',
    "docker cp",
  ],
  [
    "podman exec -i web",
    127,
    "Error: crun: executable file `teleop` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found\n",
    "podman cp",
  ],
  [
    "kubectl exec -i web --",
    1,
    'error: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "x": OCI runtime exec failed: exec failed: unable to start container process: exec: "teleop": executable file not found in $PATH: unknown\n',
    "kubectl cp",
  ],
  ["kubectl exec -i web --", 1, "command terminated with exit code 127\n", "kubectl cp"],
])(
  "%s, exit code %d, %j: there is no teleop, and it says how to copy it",
  (command, exitCode, stderr, copy) => {
    const error = errorOfEnd(end(command, { exitCode, stderr }));
    expect(error).toMatchObject({ code: "BRIDGE_NOT_FOUND" });
    expect(error.rawMessage).toStartWith(`${command}: there is no teleop in the PATH there`);
    expect(error.rawMessage).toContain(`copy the compiled command by ${copy} into`);
    expect(error.rawMessage).toContain("--via-command");
  },
);

test.each([
  [
    "ssh host",
    255,
    "me@host: Permission denied (publickey).\n",
    "ssh could not connect: me@host: Permission denied (publickey).",
  ],
  [
    "ssh host",
    255,
    "ssh: Could not resolve hostname host: Name or service not known\r\n",
    "ssh could not connect: ssh: Could not resolve hostname",
  ],
  [
    "docker exec -i web",
    1,
    "Error response from daemon: No such container: web\n",
    "exit code 1 before a bridge began there: Error response from daemon: No such container: web",
  ],
  [
    "kubectl exec -i web --",
    1,
    'Error from server (NotFound): pods "web" not found\n',
    'pods "web" not found',
  ],
  [
    "ssh host",
    2,
    'teleop: there is no command "bridge"\n',
    'exit code 2 before a bridge began there: teleop: there is no command "bridge"',
  ],
])("%s, exit code %d, %j: it did not get there, and it says why", (command, exitCode, stderr, words) => {
  const error = errorOfEnd(end(command, { exitCode, stderr }));
  expect(error).toMatchObject({ code: "CONNECT_FAILED" });
  expect(error.rawMessage).toContain(words);
  expect(error.rawMessage).toContain(`\`${command} true\` has to work first`);
});

test("a command that was killed, and what it said on standard output, are told", () => {
  const error = errorOfEnd(
    end("ssh host", {
      exitCode: undefined,
      signal: "SIGTERM",
      stderr: "Terminated\n",
      noise: "This account is closed.",
    }),
  );
  expect(error.rawMessage).toContain(
    "ended by SIGTERM before a bridge began there: Terminated; This account is closed.",
  );
});

test("a command that ends while it is used closes the connections, with what it said", () => {
  const error = errorOfEnd(
    end("ssh host", { exitCode: 255, stderr: "client_loop: send disconnect: Broken pipe\n", wasReady: true }),
  );
  expect(error).toMatchObject({
    code: "CONNECTION_CLOSED",
    rawMessage: "ssh host: the command ended with exit code 255: client_loop: send disconnect: Broken pipe",
  });
});

test("a program that is not there is told as that", () => {
  const cause = Object.assign(new Error("spawn sssh ENOENT"), { code: "ENOENT" });
  expect(errorOfStart(["sssh", "host"], cause)).toMatchObject({
    code: "CONNECT_FAILED",
    rawMessage: "sssh host: cannot start sssh: there is no such program in PATH",
    cause,
  });
});
