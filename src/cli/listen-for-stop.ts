import process from "node:process";

/** Whether somebody has asked for an end. */
export interface Stop {
  readonly isStopped: boolean;
  /** Listens no more. */
  done(): void;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Listens for the signals that ask for an end; the second of them ends the process at once, as it would without this. */
export function listenForStop(): Stop {
  let isStopped = false;
  const done = (): void => SIGNALS.forEach((signal) => process.off(signal, onSignal));
  const onSignal = (): void => {
    isStopped = true;
    done();
  };
  SIGNALS.forEach((signal) => process.on(signal, onSignal));
  return {
    get isStopped() {
      return isStopped;
    },
    done,
  };
}
