package dev.stacktape.deploy;

import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** An account without repositories. */
final class NoImages implements EcrClient {
  @Override
  public String serviceName() {
    return "ecr";
  }

  @Override
  public DeleteRepositoryResponse deleteRepository(DeleteRepositoryRequest request) {
    throw RepositoryNotFoundException.builder().message("no such repository").build();
  }

  @Override
  public void close() {}
}
