// register.ts: the entry `teleop/register`, a preload that makes the process which loads it teleoperable.
import "@teleop/defaults/register";
