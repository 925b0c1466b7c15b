package dev.stacktape.resource.network;

/** A free way from a network to a service of AWS. */
public enum GatewayEndpoint {
  S3("s3", "S3"),
  DYNAMODB("dynamodb", "DynamoDb");

  private final String word;
  private final String idPart;

  GatewayEndpoint(String word, String idPart) {
    this.word = word;
    this.idPart = idPart;
  }

  String word() {
    return word;
  }

  String idPart() {
    return idPart;
  }
}
