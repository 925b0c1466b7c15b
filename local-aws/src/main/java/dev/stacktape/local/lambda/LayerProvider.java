package dev.stacktape.local.lambda;

import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.value.Document;
import java.util.Map;

/** {@code AWS::Lambda::LayerVersion}. */
final class LayerProvider implements ResourceProvider {
  private static final int LONGEST_NAME = 140;

  private final Layers layers;

  LayerProvider(Layers layers) {
    this.layers = layers;
  }

  @Override
  public String type() {
    return "AWS::Lambda::LayerVersion";
  }

  @Override
  public Result create(Request request) {
    Document properties = new Document(request.properties());
    String name = properties.text("LayerName", request.generatedName(LONGEST_NAME));
    String arn = layers.publish(request.region(), name, properties).arn();
    return new Result(arn, Map.of("LayerVersionArn", arn));
  }

  /** Every property of a layer version causes replacement. */
  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    return new Result(physicalId, Map.of("LayerVersionArn", physicalId));
  }

  @Override
  public void delete(Request request, String physicalId) {
    layers.delete(physicalId);
  }
}
