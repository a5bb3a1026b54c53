import { chmodSync, linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listByLookingAtEach, listFolder } from "../../src/files/list-folder.ts";
import { scanPaths } from "../../src/sources/scan-paths.ts";
import { walkFolder } from "../../src/sources/walk.ts";
import { makePipe, runModule, summary, temporaryFolder, temporaryRepository, writeTree } from "./temporary.ts";

function scan(folder: string, paths: readonly string[], root = folder, ignore = true) {
  return scanPaths(paths, { cwd: folder, root, ignore, environment: { GIT_CONFIG_NOSYSTEM: "1" } });
}

function problemsOf(folder: string, ...paths: string[]) {
  return Array.from(scan(folder, paths), (event) => (event.type === "problem" ? event.problem : event));
}

describe("scanPaths on a folder", () => {
  it("walks in the order of the names' bytes, hidden files included, and leaves .git out", () => {
    const folder = temporaryFolder();
    const names = ["b/x", "a.txt", "a/z", ".hidden", "B", "é", "\ue000", "😀", "a/.git/config", ".git/config"];
    writeTree(folder, Object.fromEntries(names.map((name) => [name, ""])));
    writeTree(folder, { "sub/.git": "gitdir: elsewhere\n", "sub/y": "" });
    expect(summary(scan(folder, ["."]))).toEqual([".hidden", "B", "a/z", "a.txt", "b/x", "sub/y", "é", "\ue000", "😀"]);
  });

  it("leaves nothing out where ignore rules are off", () => {
    const repository = temporaryRepository();
    writeTree(repository, { ".gitignore": "*\n", x: "" });
    expect(summary(scan(repository, ["."], repository, false))).toEqual([".gitignore", "x"]);
    expect(summary(scan(repository, ["."]))).toEqual([".: error all-ignored"]);
  });

  it("tells of links and special files instead of opening them", async () => {
    const folder = temporaryFolder();
    writeTree(folder, { "real/x": "" });
    symlinkSync("real", join(folder, "folder-link"));
    symlinkSync("real/x", join(folder, "file-link"));
    symlinkSync(".", join(folder, "loop"));
    symlinkSync("nowhere", join(folder, "dangling"));
    makePipe(folder);
    const server = createServer().listen(join(folder, "socket"));
    await new Promise((resolve) => server.once("listening", resolve));
    const seen = summary(scan(folder, ["."]));
    server.close();
    const links = ["dangling (link)", "file-link (link)", "folder-link (link)", "loop (link)"];
    expect(seen).toEqual([...links, "pipe (special)", "real/x", "socket (special)"]);
  });

  it("opens files whose names are not UTF-8, and folders too", () => {
    const folder = temporaryFolder();
    const odd = Buffer.concat([Buffer.from(`${folder}/bad-`), Buffer.from([0xff, 0xe9])]);
    mkdirSync(odd);
    writeFileSync(Buffer.concat([odd, Buffer.from("/\xfe", "latin1")]), "content");
    const events = Array.from(scan(folder, ["."]), (event) =>
      event.type === "unit" ? [event.unit.path, Buffer.from(event.unit.bytes).toString()] : event,
    );
    expect(events).toEqual([["bad-\ufffd\ufffd/\ufffd", "content"]]);
  });

  it("lists the same with a file system that tells no kinds", () => {
    const folder = temporaryFolder();
    writeTree(folder, { "a/x": "", é: "", z: "" });
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff])]), "");
    symlinkSync("z", join(folder, "link"));
    const kinds = (entries: ReturnType<typeof listFolder>) =>
      entries.map((entry) => [entry.name, entry.isFile(), entry.isDirectory(), entry.isSymbolicLink()]);
    expect(kinds(listByLookingAtEach(folder))).toEqual(kinds(listFolder(folder)));
    expect(listFolder(folder).map((entry) => entry.name)).toEqual(["a", "link", "z", "\xc3\xa9", "\xff"]);
  });

  it("takes a folder that is gone for an error where it was named", () => {
    const location = join(temporaryFolder(), "gone");
    const walk = walkFolder({ type: "folder", location, path: "gone" }, { git: undefined, claimed: new Set() });
    expect(Array.from(walk)).toMatchObject([
      { problem: { level: "error", code: "changed-while-read", subject: "gone" } },
    ]);
  });

  it("notes a folder that goes away while its parent is walked", () => {
    const folder = temporaryFolder();
    writeTree(folder, { "a/x": "", "b/y": "", c: "" });
    const seen: string[] = [];
    for (const event of scan(folder, ["."])) {
      seen.push(...summary([event]));
      rmSync(join(folder, "b"), { recursive: true, force: true });
    }
    expect(seen).toEqual(["a/x", "b: note changed-while-read", "c"]);
  });

  it("reports what the account may not read and goes on", () => {
    const folder = temporaryFolder();
    writeTree(folder, { "closed/x": "", "open/x": "text", private: "x", readable: "text" });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, "private"), 0);
    chmodSync(join(folder, "closed"), 0);
    // Root may read everything, so the scan runs as nobody there.
    const seen = runModule(`
      import { scanPaths } from "./scan-paths.ts";
      if (process.getuid() === 0) process.seteuid(65534);
      const options = { cwd: ${JSON.stringify(folder)}, root: ${JSON.stringify(folder)}, ignore: true, environment: {} };
      const events = Array.from(scanPaths(["."], options), (event) => event.problem ?? event.unit.path);
      events.push(...Array.from(scanPaths(["closed/x", "private"], options), (event) => event.problem));
      console.log(JSON.stringify(events));
    `);
    chmodSync(join(folder, "closed"), 0o755);
    const denied = { level: "error", code: "unreadable", message: "cannot be read: permission denied" };
    const hint = "Make it readable for the account that scans, or leave it out of the scan.";
    expect(seen).toEqual([
      { ...denied, subject: "closed", hint },
      "open/x",
      { ...denied, subject: "private", hint },
      "readable",
      { ...denied, subject: "closed/x", hint },
      { ...denied, subject: "private", hint },
    ]);
  });
});

describe("scanPaths on named paths", () => {
  it("reads a named file whatever the rules say, and follows a named link", () => {
    const repository = temporaryRepository();
    writeTree(repository, { ".gitignore": "*\n", x: "a\0b", "sub/y": "" });
    symlinkSync("sub/y", join(repository, "link"));
    expect(Array.from(scan(repository, ["x", "link"]))).toMatchObject([
      { type: "unit", unit: { path: "x", named: true, binary: true } },
      { type: "unit", unit: { path: "link", named: true } },
    ]);
  });

  it("yields each file once, as named where it was named", () => {
    const folder = temporaryFolder();
    writeTree(folder, { "a/b/x": "", "a/y": "", z: "" });
    symlinkSync("a", join(folder, "link"));
    const seen = Array.from(
      scan(folder, ["a", "./a/", "a/y", "link", "a/b", join(folder, "a/y"), "link/y"]),
      (event) => (event.type === "unit" ? `${event.unit.path} ${event.unit.named}` : event),
    );
    expect(seen).toEqual(["a/y true", "a/b/x false"]);
  });

  it("yields files with two names of their own twice", () => {
    const folder = temporaryFolder();
    writeTree(folder, { x: "" });
    linkSync(join(folder, "x"), join(folder, "y"));
    expect(summary(scan(folder, ["."]))).toEqual(["x", "y"]);
  });

  it("shows paths relative to the root, and absolute ones outside it", () => {
    const folder = temporaryFolder();
    writeTree(folder, { "root/sub/x": "", "beside/y": "", "root/..odd/z": "" });
    const root = join(folder, "root");
    expect(summary(scan(join(root, "sub"), ["x", "../../beside", "../..odd"], root))).toEqual([
      "sub/x",
      `${folder}/beside/y`,
      "..odd/z",
    ]);
  });

  it("names each path that cannot be scanned, with what to do", () => {
    const folder = temporaryFolder();
    symlinkSync("loop", join(folder, "loop"));
    symlinkSync("nowhere", join(folder, "dangling"));
    makePipe(folder);
    writeTree(folder, { x: "" });
    const tooLong = "n".repeat(300);
    const problems = problemsOf(folder, "missing", "x/y", "dangling", "loop", "pipe", "/dev/null", tooLong, '"quoted"');
    expect(problems).toMatchObject([
      { code: "missing-path", subject: "missing", message: "does not exist" },
      { code: "missing-path", subject: "x/y", message: "does not exist" },
      { code: "missing-path", subject: "dangling", message: "is a link to something that does not exist" },
      { code: "link-loop", subject: "loop", message: "is a link that leads back to itself" },
      { code: "not-a-file", subject: "pipe", message: "is a FIFO, neither a file nor a folder" },
      { code: "not-a-file", subject: "/dev/null", message: "is a device, neither a file nor a folder" },
      { code: "unreadable", subject: tooLong, message: "cannot be read: name too long" },
      { code: "missing-path", hint: "Git put this name in quotes; make the list with `-z`." },
    ]);
    expect(
      problems.every((problem) => "level" in problem && problem.level === "error" && problem.hint.endsWith(".")),
    ).toBe(true);
  });
});
