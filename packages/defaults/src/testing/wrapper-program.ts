// wrapper-program.ts: runs the command that its arguments name, and passes signals on to it, as `bun run` does.
const child = Bun.spawn(process.argv.slice(2), { stdin: "inherit", stdout: "inherit", stderr: "inherit" });
process.on("SIGQUIT", () => child.kill("SIGQUIT"));
process.exitCode = await child.exited;
