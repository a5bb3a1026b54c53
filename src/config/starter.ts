/** What `sealint init` writes: it changes nothing until a line is uncommented, and each line that is one is right. */
export const STARTER_CONFIG = `# yaml-language-server: $schema=./node_modules/sealint/dist/sealint.schema.json
# Settings of sealint for this repository: https://www.npmjs.com/package/sealint
version: 1

# Start from settings that lie elsewhere: a file beside this one, or data of an npm package.
# extends: [./base.yaml, our-sealint-settings]

# Which rules run (recommended, strict, all), how sure a finding has to be (low, medium, high), and how bad one has to
# be to fail the run (low, medium, high, critical, never).
# preset: recommended
# minConfidence: medium
# failOn: medium

# What is searched. What git ignores is left out anyway.
# paths:
#   exclude:
#     - path: fixtures/
#       reason: Made up for the tests.
#       until: 2027-06-30

# Settings of single rules, or of a group by group/*. To have less of a rule takes a reason.
# rules:
#   scope/broad-token-permissions:
#     severity: low
#     reason: Our runners are thrown away after each job.
#   generic/*:
#     severity: "off"
#     paths: { include: ["test/**"] }
#     reason: Passwords in tests open nothing.

# Findings that are accepted: by path, by the name that the value has, or by a fingerprint from the json report.
# allow:
#   - rule: jwt/signed-token
#     path: docs/**
#     reason: The sample of the documentation, which opens nothing.
#     until: 2027-06-30

# Comments that hide findings. Ours looks like this, behind a line or alone above it:
#   \`sealint-ignore group/name -- why this is acceptable until=2027-06-30\`
# Those of other tools count where they are named here.
# suppressions:
#   honour: [gitleaks, detect-secrets]

# Paths that may be broken or unreadable without failing the run.
# unread:
#   - path: templates/ci.yml
#     reason: A template, which is no YAML until it is filled in.
`;
