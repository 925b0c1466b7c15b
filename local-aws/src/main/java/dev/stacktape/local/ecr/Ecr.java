package dev.stacktape.local.ecr;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.http.JsonProtocol;
import dev.stacktape.local.value.Document;
import java.util.List;

/**
 * Amazon ECR behind the endpoint: the API under its signing name, the registry under {@code /v2/}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/Welcome.html">ECR API</a>
 */
public final class Ecr implements AwsService {
  private static final JsonProtocol PROTOCOL = JsonProtocol.version11("");

  private final Repositories repositories;
  private final RepositoryCalls repositoryCalls;
  private final ImageCalls imageCalls;
  private final RegistryRoutes registry;

  /** Begins with the repositories that the state folder holds. */
  public Ecr(LocalContext context) {
    LayerStore layers = new LayerStore(context.folder("ecr"));
    this.repositories = new Repositories(context);
    this.repositoryCalls = new RepositoryCalls(context, repositories);
    this.imageCalls = new ImageCalls(context, repositories, layers);
    this.registry = new RegistryRoutes(context, repositories, layers);
  }

  @Override
  public List<ResourceProvider> providers() {
    return List.of(new RepositoryProvider(repositories));
  }

  @Override
  public String signingName() {
    return "ecr";
  }

  @Override
  public boolean claims(AwsRequest request) {
    return RegistryRoutes.isFor(request);
  }

  @Override
  public String operation(AwsRequest request) {
    return RegistryRoutes.isFor(request)
        ? RegistryRoutes.operation(request)
        : PROTOCOL.operation(request);
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    if (RegistryRoutes.isFor(request)) {
      return registry.answer(request);
    }
    String operation = PROTOCOL.operation(request);
    Document input = Document.parse(request.text());
    Document answer =
        repositoryCalls
            .answer(operation, request.region(), input)
            .or(() -> imageCalls.answer(operation, request.region(), input))
            .orElseThrow(
                () ->
                    new AwsError(
                        400,
                        "UnknownOperationException",
                        "The embedded AWS has no operation ECR " + operation));
    return AwsResponse.json(200, PROTOCOL.contentType(), answer.json());
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return PROTOCOL.error(error, requestId);
  }

  @Override
  public AwsResponse error(AwsError error, AwsRequest request) {
    return RegistryRoutes.isFor(request) ? RegistryRoutes.error(error) : error(error, request.id());
  }
}
