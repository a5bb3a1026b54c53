/** Labels that people give to machines of their own; others may be those of the platform's. */
export const OWN_MACHINE =
  /self[-_]?hosted|bare[-_]?metal|on[-_]?prem|(?:^|[-_])(?:shell|privileged|private|internal)(?:[-_]|$)/i;
