package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A document that belongs to a bucket and is read and written as a whole, such as its policy. What
 * AWS answers when there is none is either an error or a document that means "nothing".
 */
enum Subresource {
  POLICY("policy", "BucketPolicy", "NoSuchBucketPolicy", "The bucket policy does not exist"),
  CORS("cors", "BucketCors", "NoSuchCORSConfiguration", "The CORS configuration does not exist"),
  ENCRYPTION(
      "encryption",
      "BucketEncryption",
      "<ServerSideEncryptionConfiguration"
          + Subresource.XMLNS
          + "><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
          + "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled>"
          + "</Rule></ServerSideEncryptionConfiguration>"),
  LIFECYCLE(
      "lifecycle",
      "BucketLifecycleConfiguration",
      "NoSuchLifecycleConfiguration",
      "The lifecycle configuration does not exist"),
  PUBLIC_ACCESS_BLOCK(
      "publicAccessBlock",
      "PublicAccessBlock",
      "NoSuchPublicAccessBlockConfiguration",
      "The public access block configuration was not found"),
  OWNERSHIP_CONTROLS(
      "ownershipControls",
      "BucketOwnershipControls",
      "OwnershipControlsNotFoundError",
      "The bucket ownership controls were not found"),
  VERSIONING(
      "versioning", "BucketVersioning", "<VersioningConfiguration" + Subresource.XMLNS + "/>"),
  TAGGING("tagging", "BucketTagging", "NoSuchTagSet", "The TagSet does not exist"),
  NOTIFICATION(
      "notification",
      "BucketNotificationConfiguration",
      "<NotificationConfiguration" + Subresource.XMLNS + "/>"),
  WEBSITE(
      "website",
      "BucketWebsite",
      "NoSuchWebsiteConfiguration",
      "The specified bucket does not have a website configuration"),
  REPLICATION(
      "replication",
      "BucketReplication",
      "ReplicationConfigurationNotFoundError",
      "The replication configuration was not found"),
  OBJECT_LOCK(
      "object-lock",
      "ObjectLockConfiguration",
      "ObjectLockConfigurationNotFoundError",
      "Object Lock configuration does not exist for this bucket"),
  LOGGING("logging", "BucketLogging", "<BucketLoggingStatus" + Subresource.XMLNS + "/>"),
  ACCELERATE(
      "accelerate",
      "BucketAccelerateConfiguration",
      "<AccelerateConfiguration" + Subresource.XMLNS + "/>"),
  REQUEST_PAYMENT(
      "requestPayment",
      "BucketRequestPayment",
      "<RequestPaymentConfiguration"
          + Subresource.XMLNS
          + "><Payer>BucketOwner</Payer></RequestPaymentConfiguration>");

  private static final String XMLNS = " xmlns=\"" + S3Xml.NAMESPACE + "\"";

  private final String parameter;
  private final String operationName;
  private final @Nullable String whenMissing;
  private final String errorCode;
  private final String errorMessage;

  Subresource(String parameter, String operationName, String errorCode, String errorMessage) {
    this.parameter = parameter;
    this.operationName = operationName;
    this.whenMissing = null;
    this.errorCode = errorCode;
    this.errorMessage = errorMessage;
  }

  Subresource(String parameter, String operationName, String whenMissing) {
    this.parameter = parameter;
    this.operationName = operationName;
    this.whenMissing = whenMissing;
    this.errorCode = "";
    this.errorMessage = "";
  }

  /** The subresource that a query parameter names. */
  static Optional<Subresource> named(String parameter) {
    return Stream.of(values()).filter(one -> one.parameter.equals(parameter)).findFirst();
  }

  /** The query parameter that asks for it; also its key in a bucket's record. */
  String parameter() {
    return parameter;
  }

  /** AWS's name of the operation, such as {@code GetBucketPolicy}. */
  String operation(String method) {
    return switch (method) {
      case "GET" -> "Get" + operationName;
      case "PUT" -> "Put" + operationName;
      case "DELETE" -> "Delete" + operationName.replace("LifecycleConfiguration", "Lifecycle");
      default -> "";
    };
  }

  /**
   * What is answered when a bucket has no such document.
   *
   * @throws AwsError when AWS answers with an error then
   */
  String whenMissing() {
    if (whenMissing == null) {
      throw new AwsError(404, errorCode, errorMessage);
    }
    return whenMissing;
  }
}
