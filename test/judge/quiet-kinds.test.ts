import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { catalogue } from "../support/catalogue.ts";
import { engineOptions, scanTexts } from "../support/scan-text.ts";

/** A file of a kind, as templates: what is no secret in it, and what still is one. */
interface Kind {
  readonly kind: string;
  readonly path: string;
  readonly quiet: readonly string[];
  readonly secret: string;
  /** Where the secret is tried; the path where absent. */
  readonly secretPath?: string;
}

const GITHUB_TOKEN = "ghp_‹alnum 30›‹github-crc32›";
const PASSWORD_LINE = 'DB_PASSWORD="‹alnum 20›"';

const KINDS: readonly Kind[] = [
  {
    kind: "numbers of states of code beside a provider's name",
    path: "build.sh",
    quiet: ["GEM_REF_DATADOG=‹hex 40›", "export COMMIT_DATADOG=‹hex 40›", "gemRefDatadog=‹hex 40›"],
    secret: "APP_KEY_DATADOG=‹hex 40›",
  },
  {
    kind: "npm's lock file",
    path: "package-lock.json",
    quiet: [
      '{"node_modules/auth-token": {"version": "1.2.3", "resolved": "https://registry.npmjs.org/auth-token/-/auth-token-1.2.3.tgz", "integrity": "sha512-‹base64 86›=="}}',
      '{"dependencies": {"api-key": {"token": "‹hex 40›"}}}',
    ],
    secret: `{"resolved": "https://npm.example.org/x.tgz", "_authToken": "${GITHUB_TOKEN}"}`,
  },
  {
    kind: "Yarn's, Go's, Cargo's and Poetry's lock files",
    path: "yarn.lock",
    quiet: [
      'token-types@^4.1.1:\n  version "4.2.1"\n  integrity sha512-‹base64 86›==\n  checksum: ‹hex 128›',
      "github.com/golang-jwt/jwt v3.2.2 h1:‹base64 43›=",
      '[[package]]\nname = "secret-service"\nchecksum = "‹hex 64›"',
    ],
    secret: `"shop@git+https://${GITHUB_TOKEN}@github.com/acme/shop.git":`,
  },
  {
    kind: "minified code",
    path: "assets/app.min.js",
    quiet: ['!function(e,t){var n={token:"‹alnum 24›",key:"‹alnum 8›"};e.secret=n.token}(window);'],
    secret: `!function(e){e.auth="${GITHUB_TOKEN}"}(window);`,
  },
  {
    kind: "generated code",
    path: "api/auth.pb.go",
    quiet: [
      'var file_auth_proto_rawDesc = "\\n\\x0aauth_token\\x12"\nconst AuthService_Token_FullMethodName = "/acme.v1.AuthService/Token1"',
      'Token string `protobuf:"bytes,1,opt,name=token,proto3" json:"token,omitempty"`',
    ],
    secret: `const token = "${GITHUB_TOKEN}"`,
  },
  {
    kind: "vendored trees",
    path: "vendor/github.com/acme/auth/keys.go",
    quiet: ['var tokenType = "bearer2"\nconst secretKey = "SecretKey1"', 'passwordField = "password2"'],
    secret: 'password := "‹alnum 24›"',
  },
  {
    kind: "translated texts",
    path: "locales/de.json",
    quiet: [
      '{"password": "Passwort2", "passwordHint": "Mindestens 8 Zeichen, 1 Ziffer", "token": "Zugangsschlüssel", "secret": "‹alnum 20›"}',
      '{"ja": {"password": "パスワード", "api_key": "APIキーを入力"}}',
    ],
    secret: `{"help": "${GITHUB_TOKEN}"}`,
  },
  {
    kind: "test vectors",
    path: "test/vectors/aes.json",
    quiet: [
      '{"key": "‹hex 32›", "iv": "‹hex 24›", "ct": "‹hex 64›", "tag": "‹hex 32›"}',
      "Key = ‹hex 64›\nIV = ‹hex 32›\nPT = ‹hex 64›\nCT = ‹hex 64›",
      "KEY = 000102030405060708090a0b0c0d0e0f\nPLAINTEXT = 00112233445566778899aabbccddeeff",
    ],
    secret: '{"password": "‹alnum 20›"}',
  },
  {
    kind: "samples in documentation",
    path: "lib/acme/serializer.rb",
    quiet: [
      '# user.to_json # => "{\\"key\\":\\"‹alnum 16›\\",\\"name\\":\\"shop\\"}"',
      '#   Token.new # => #<Token key: "‹alnum 16›">',
      '  # >>> client.secret\n  # "a1b2c3d4e5f6g7h8"',
    ],
    secret: PASSWORD_LINE,
  },
  {
    kind: "public keys and certificates",
    path: "config/keys.yaml",
    quiet: [
      "public_key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA‹base64 44› deploy@example.org",
      'publicKey: "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE‹base64 84›=="',
      "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A‹base64 64›\n-----END PUBLIC KEY-----",
      "-----BEGIN CERTIFICATE-----\nMIID‹base64 60›\n-----END CERTIFICATE-----",
      "recaptcha_site_key_public: ‹alnum 40›",
    ],
    secret: "private_key: ‹base64 44›",
  },
  {
    kind: "hashes",
    path: "deploy/values.yaml",
    quiet: [
      "password_hash: $2b$12$‹alnum 53›",
      "token_sha256: ‹hex 64›",
      "secret_digest: sha256:‹hex 64›",
      'key_fingerprint: "‹hex 40›"',
      "md5: ‹hex 32›",
    ],
    secret: "password: ‹alnum 20›",
  },
  {
    kind: "what detect-secrets found before",
    path: ".secrets.baseline",
    quiet: [
      '{"results": {"a.py": [{"type": "Secret Keyword", "hashed_secret": "‹hex 40›", "is_verified": false, "line_number": 3}]}}',
    ],
    secret: `{"generated_by": "${GITHUB_TOKEN}"}`,
  },
  {
    kind: "UUIDs",
    path: "src/ids.ts",
    quiet: [
      'export const KEY_ID = "‹hex 8›-‹hex 4›-4‹hex 3›-a‹hex 3›-‹hex 12›";',
      'const routeKey = "‹hex 8›-‹hex 4›-4‹hex 3›-a‹hex 3›-‹hex 12›";',
      'authTenantId: "‹hex 8›-‹hex 4›-4‹hex 3›-a‹hex 3›-‹hex 12›"',
    ],
    secret: 'const apiToken = "‹hex 8›-‹hex 4›-4‹hex 3›-a‹hex 3›-‹hex 12›";',
  },
  {
    kind: "subresource integrity",
    path: "public/index.html",
    quiet: [
      '<script src="https://cdn.example.org/auth-token.js" integrity="sha384-‹base64 64›" crossorigin="anonymous"></script>',
      '<link rel="stylesheet" href="/key.css" integrity="sha256-‹base64 43›=">',
    ],
    secret: '<script>window.apiSecret = "‹alnum 32›";</script>',
  },
  {
    kind: "git's ids",
    path: ".github/workflows/ci.yml",
    quiet: [
      "      - uses: acme/rotate-token@‹hex 40› # v1",
      "rev: ‹hex 40›",
      "token-action-sha: ‹hex 40›",
      "key_commit: ‹hex 40›",
    ],
    secret: "          API_TOKEN: ‹hex 40›",
  },
  {
    kind: "CSS",
    path: "src/theme.css",
    quiet: [
      '.token.password { color: #a1b2c3; } .key::after { content: "\\201C4a"; }',
      "--token-key: 0 0.125rem 0.25rem rgba(18, 38, 63, 0.075);",
      ".secret{background:url(data:image/png;base64,iVBORw0KGgo‹base64 200›)}",
    ],
    secret: `/* ${GITHUB_TOKEN} */`,
  },
  {
    kind: "SVG",
    path: "assets/key.svg",
    quiet: [
      '<svg id="key1"><path id="token" d="M12 2a10 10 0 1 0 7.07 17.07L12 12z"/></svg>',
      '<svg><image key="secret" xlink:href="data:image/png;base64,iVBORw0KGgo‹base64 400›"/></svg>',
    ],
    secret: `<svg><desc>${GITHUB_TOKEN}</desc></svg>`,
  },
  {
    kind: "texts of a language in property files",
    path: "src/main/resources/Login/config_sr.properties",
    quiet: ["Password=Лозинка‹digit 2›", "Confirm\\ Password=Pоtvrdi.lozinku‹digit 1›", "token=‹alnum 20›"],
    secret: "db.password=‹alnum 20›",
    secretPath: "src/main/resources/Login/config_qa.properties",
  },
  {
    kind: "what programs say of values without quotes",
    path: "src/client.go",
    quiet: [
      "\tPassword: &v5.ChangePassword{",
      "\tout.Secrets = *(*[]corev1.ObjectReference)(unsafe.Pointer(&in.Secrets))",
      "\tisValidRefKey := regexp.MustCompile(`^[a-zA-Z0-9_-]+$`).MatchString",
      "\tuser, password := login, entries[0].data[CONF_PASSWORD2]",
      "\tclientSecret = oauth2.secret()",
    ],
    secret: '\tpassword := "‹alnum 20›"',
  },
  {
    kind: "formats and names that are filled in",
    path: "src/client.c",
    quiet: [
      'secret = maprintf("%.*s4%s", (int)length, provider);',
      'userpwd = maprintf("%sAuthorization: NTLM %s\\r\\n", proxy, header);',
      "const Token = \" {0}='{1}'\";",
      'personal_token = f"{config.base_path}v2/users/{username}/tokens/"',
      'sessionToken = "x-amz-s3session-token"',
    ],
    secret: 'password = "‹alnum 20›";',
  },
  {
    kind: "names with numbers under a key's name",
    path: "src/sensors.py",
    quiet: [
      'Sensor(name="load", api_key="pv1Total", unit="kWh")',
      'Sensor(name="load", api_key="charge1", unit="kWh")',
      "__all__ = ['OAuth2AccessToken', 'OAuth2Application']",
      'exports_right_version("hmac-key", "chacha20-poly1305")',
      'DeviceAuthKey = "pm-27581-device-auth-key"',
    ],
    secret: 'Sensor(name="load", api_key="‹alnum 20›", unit="kWh")',
  },
  {
    kind: "names and prints of keys that take lines of text",
    path: "jobs.yaml",
    quiet: ["args: --powervs-ssh-key k8s-prow-sshkey", "args: --vpc-ssh-key shop-s390x-ssh-key", "gpg_key: ‹HEX 16›"],
    secret: "deploy_key: ‹alnum 32›",
  },
  {
    kind: "versions of packages that are about secrets",
    path: "requirements.txt",
    quiet: ["azure-keyvault-secrets==4.7.0b1", "acme-token>=1.2.3", "acme-secret: ^4.7.0"],
    secret: "acme-secret: ‹alnum 20›",
  },
  {
    kind: "names of lists, of settings, of ranges and of times",
    path: "config/load.yaml",
    quiet: [
      "KEY_VAULT_SECRETS: DD-API-KEY, K6-CLIENT-ID, K6-USER-PASSWORD-HASH",
      'secretAccessKey: "sync.8.password"',
      "pass_str: A8/A10",
      'last_event_key: "2020-01-01T00:00:00Z"',
      "checksum/secrets: ‹hex 64›",
      "sonar.projectKey: shop_‹alnum 20›",
    ],
    secret: 'secretAccessKey: "‹alnum 40›"',
  },
  {
    kind: "rounds of work",
    path: "src/text.py",
    quiet: ['first_pass = "scale=w=iw/7.9:h=8"', 'hwFilterSecondPass = "vpp=format=bgra:afbc=1"'],
    secret: 'bypass = "x"\nadmin_pass = "‹alnum 20›"',
  },
];

const recommended = engineOptions({
  rules: catalogue.rules.filter(({ preset }) => preset === "recommended"),
  minConfidence: "medium",
});

const foundIn = (path: string, template: string, seed: string): string[] =>
  scanTexts({ [path]: `${fillExample(template, seed).text}\n` }, recommended).findings.map(
    ({ ruleId, reasons }) => `${ruleId}: ${reasons.join(", ")}`,
  );

describe.each(KINDS)("$kind", ({ kind, path, quiet, secret, secretPath = path }) => {
  it.each(quiet)("is quiet: %s", (template) => {
    for (const seed of ["one", "two", "three"]) expect(foundIn(path, template, kind + seed)).toEqual([]);
  });

  it("hides no secret", () => {
    for (const seed of ["one", "two", "three"]) expect(foundIn(secretPath, secret, kind + seed)).not.toEqual([]);
  });
});
