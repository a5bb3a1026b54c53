import { readTable } from "../read-table.ts";

/**
 * Kinds of secrets by the names that detect-secrets (and checkov with it) gives them, with the rules of ours that look for the
 * same; empty where there is none. Facts, to be held up to date by hand.
 */
const TYPES = `
Artifactory Credentials: jfrog/api-key jfrog/reference-token
AWS Access Key: aws/access-key-id aws/access-key-pair aws/secret-access-key
Azure Storage Account access key: azure/account-key
Base64 High Entropy String:
Basic Auth Credentials: uri/connection-url-password plaintext/plaintext-connection-string
Cloudant Credentials:
Discord Bot Token: discord/bot-token
GitHub Token: github/classic-personal-access-token github/oauth-access-token github/app-user-token github/app-installation-token github/app-refresh-token
GitLab Token: gitlab/access-token gitlab/deploy-token gitlab/feed-token gitlab/incoming-mail-token gitlab/job-token gitlab/agent-token gitlab/scim-token gitlab/oauth-application-secret gitlab/pipeline-trigger-token gitlab/runner-registration-token gitlab/runner-authentication-token
Hex High Entropy String:
IBM Cloud IAM Key: ibm/cloud-api-key
IBM COS HMAC Credentials: ibm/cos-hmac-secret
JSON Web Token: jwt/signed-token
Mailchimp Access Key: mailchimp/api-key
NPM tokens: npm/access-token npm/legacy-auth-token
OpenAI Token: openai/legacy-user-key openai/project-key openai/service-account-key
Private Key: private-key/rsa private-key/dsa private-key/ec private-key/openssh private-key/pgp private-key/pkcs8 private-key/putty private-key/encrypted
Public IP (ipv4):
PyPI Token: pypi/api-token pypi/test-api-token
Random High Entropy String:
Secret Keyword: generic/assigned-secret
SendGrid API Key: sendgrid/api-key
Slack Token: slack/bot-token slack/user-token slack/legacy-workspace-token slack/incoming-webhook-url
SoftLayer Credentials:
Square OAuth Secret: square/application-secret
Stripe Access Key: stripe/live-secret-key stripe/live-restricted-key
Telegram Bot Token: telegram/bot-token
Twilio API Key:
`;

export const SECRET_TYPES: ReadonlyMap<string, readonly string[]> = readTable(TYPES);

/** Plugins of detect-secrets by the names in its baseline, with the kind of secret that each finds. */
export const PLUGINS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ArtifactoryDetector: "Artifactory Credentials",
    AWSKeyDetector: "AWS Access Key",
    AzureStorageKeyDetector: "Azure Storage Account access key",
    Base64HighEntropyString: "Base64 High Entropy String",
    BasicAuthDetector: "Basic Auth Credentials",
    CloudantDetector: "Cloudant Credentials",
    DiscordBotTokenDetector: "Discord Bot Token",
    GitHubTokenDetector: "GitHub Token",
    GitLabTokenDetector: "GitLab Token",
    HexHighEntropyString: "Hex High Entropy String",
    IbmCloudIamDetector: "IBM Cloud IAM Key",
    IbmCosHmacDetector: "IBM COS HMAC Credentials",
    IPPublicDetector: "Public IP (ipv4)",
    JwtTokenDetector: "JSON Web Token",
    KeywordDetector: "Secret Keyword",
    MailchimpDetector: "Mailchimp Access Key",
    NpmDetector: "NPM tokens",
    OpenAIDetector: "OpenAI Token",
    PrivateKeyDetector: "Private Key",
    PypiTokenDetector: "PyPI Token",
    SendGridDetector: "SendGrid API Key",
    SlackDetector: "Slack Token",
    SoftlayerDetector: "SoftLayer Credentials",
    SquareOAuthDetector: "Square OAuth Secret",
    StripeDetector: "Stripe Access Key",
    TelegramBotTokenDetector: "Telegram Bot Token",
    TwilioKeyDetector: "Twilio API Key",
  }),
);
