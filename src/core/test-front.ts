/** A provider's front, then the name of its test environment: `sk_test_…`, `access-sandbox-…`. */
const TEST_FRONT =
  /^(?:[a-z]{1,12}[_\-$](?:[a-z]{1,8}[_\-$])?(?:test|sandbox|sbox|sdbx|sbx)|sbx|sandbox)[_\-$][\w$\-]{16}/iv;

/** Whether a token says of itself that it reaches a test environment only, where no harm is done. */
export const hasTestFront = (value: string): boolean => TEST_FRONT.test(value);
