import { availableParallelism } from "node:os";
import type { ScanArguments } from "../scan-arguments.ts";

/** By default so many threads at most: more wait for the disk and for each other. */
const MOST_JOBS = 8;

/** How many threads a scan uses, the main one among them. */
export const jobsOf = ({ jobs = Math.min(availableParallelism(), MOST_JOBS) }: ScanArguments): number => jobs;
