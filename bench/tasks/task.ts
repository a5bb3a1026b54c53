import type { Peer, PeerName } from "../peers/install.ts";

/** What a task works with. */
export interface Context {
  /** Folder for peers and trees. */
  readonly cache: string;
  /** Folder for what the runs write. */
  readonly out: string;
  /** Rounds that were asked for. */
  readonly rounds: number | undefined;
  /** Tree that was asked for instead of Linux. */
  readonly tree: string | undefined;
  /** Where the plot goes. */
  readonly plot: string | undefined;
  readonly withGitleaks: boolean;
  /** Says what goes on, to people. */
  tell(text: string): void;
  /** Brings peers to this machine; those that cannot come are told. */
  install(names: readonly PeerName[]): Promise<readonly Peer[]>;
}

/** What a task found. */
export interface Outcome {
  /** Section for bench/README.md. */
  readonly markdown: string;
  /** Numbers that goals are held against. */
  readonly measures: Readonly<Record<string, number>>;
}

/** Rounds of a task where none are asked for. */
export const ROUNDS = 5;

/** A sentence on the peers that were measured. */
export const peersText = (peers: readonly Peer[]): string =>
  peers.length === 0 ? "no peers" : peers.map(({ name, version }) => `${name} ${version}`).join(", ");
