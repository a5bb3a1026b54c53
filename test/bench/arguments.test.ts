import { describe, expect, it } from "vitest";
import { readArguments, type Surroundings } from "../../bench/run/arguments.ts";

const around: Surroundings = { cwd: "/here", env: { HOME: "/home/me" }, isFolder: (path) => path === "/here/src" };

describe("readArguments", () => {
  it("runs all tasks where none is named", () => {
    const args = readArguments([], around);
    expect(args.tasks).toEqual(["linux", "file", "hook", "history", "growth", "profile", "limits", "mixed"]);
    expect(args).toMatchObject({
      folders: [],
      rounds: undefined,
      tree: undefined,
      plot: undefined,
      withGitleaks: false,
    });
  });

  it("runs what is named, in its own order, and takes anything else for a folder", () => {
    const args = readArguments(["growth", "src", "file", "--rounds", "9", "--plot", "p.svg"], around);
    expect(args).toMatchObject({ tasks: ["file", "growth"], folders: ["/here/src"], rounds: 9, plot: "/here/p.svg" });
    expect(readArguments(["src"], around).tasks).toEqual([]);
  });

  it.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
    ["the flag", ["--cache", "c"], { SEALINT_BENCH_CACHE: "/env" }, "/here/c"],
    ["the variable", [], { SEALINT_BENCH_CACHE: "/env", XDG_CACHE_HOME: "/xdg" }, "/env"],
    ["the person's caches", [], { XDG_CACHE_HOME: "/xdg" }, "/xdg/sealint-bench"],
    ["the home", [], {}, "/home/me/.cache/sealint-bench"],
  ])("finds the cache by %s", (_, argv, env, cache) => {
    expect(readArguments(argv, { ...around, env: { ...around.env, ...env } }).cache).toBe(cache);
  });

  it.each<[readonly string[], string]>([
    [
      ["lynux"],
      `"lynux" is neither a task (linux, file, hook, history, growth, profile, limits, mixed, pipelines) nor a folder`,
    ],
    [["--rounds", "0"], `--rounds takes a number from 1 to 9999, not "0"`],
    [["--rounds", "2.5"], `--rounds takes a number from 1 to 9999, not "2.5"`],
    [["--tree", "gone"], "--tree: /here/gone is no folder"],
    [["--fast"], "Unknown option '--fast'"],
    [["--cache"], "argument missing"],
  ])("refuses %j", (argv, message) => {
    expect(() => readArguments(argv, around)).toThrow(message);
  });
});
