/** One entry of package-lock.json's `packages`, as far as it matters here. */
export interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

const SYSTEMS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const PROCESSORS = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/** What a package named for a machine says of itself: `@x/binding-linux-arm64-musl` is for linux, arm64 and musl. */
export function machineOf(name: string): Pick<LockedPackage, "cpu" | "libc" | "os"> | undefined {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  if (os.length !== 1 || cpu.length !== 1) return undefined;
  const libc = words.some((word) => word.startsWith("musl"))
    ? ["musl"]
    : words.some((word) => word.startsWith("gnu"))
      ? ["glibc"]
      : [];
  return { cpu, ...(libc.length > 0 && os[0] === "linux" ? { libc } : {}), os };
}

/** The lock file with an entry for every optional package that another one names; `added` are their names. */
export function completeLock(lock: LockFile): { readonly lock: LockFile; readonly added: readonly string[] } {
  const packages: Record<string, LockedPackage> = { ...lock.packages };
  const added: string[] = [];
  for (const { dev, optionalDependencies = {} } of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const path = `node_modules/${name}`;
      const machine = machineOf(name);
      // A package for any machine, or a range of versions, is for npm to resolve.
      if (packages[path] !== undefined || machine === undefined || !/^\d+\.\d+\.\d+$/.test(version)) continue;
      packages[path] = { version, ...(dev === true ? { dev } : {}), ...machine, optional: true };
      added.push(name);
    }
  }
  // npm's own order, so that its next write moves nothing.
  const entries = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en"));
  return { lock: { ...lock, packages: Object.fromEntries(entries) }, added };
}
