package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.http.RestRoutes;
import dev.stacktape.local.http.RestRoutes.Call;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Event source mappings over the wire. */
final class MappingRoutes {
  private static final String MAPPINGS = "/2015-03-31/event-source-mappings";
  private static final String MAPPING = MAPPINGS + "/{UUID}";

  private final Mappings mappings;

  MappingRoutes(Mappings mappings) {
    this.mappings = mappings;
  }

  void add(RestRoutes routes) {
    routes
        .on("POST", MAPPINGS, "CreateEventSourceMapping", this::create)
        .on("GET", MAPPINGS, "ListEventSourceMappings", this::list)
        .on("GET", MAPPING, "GetEventSourceMapping", this::get)
        .on("PUT", MAPPING, "UpdateEventSourceMapping", this::update)
        .on("DELETE", MAPPING, "DeleteEventSourceMapping", this::delete);
  }

  private AwsResponse create(Call call) {
    String uuid = UUID.randomUUID().toString();
    Mapping created = mappings.create(uuid, call.request().region(), call.body());
    return Replies.json(202, mappings.view(created));
  }

  private AwsResponse list(Call call) {
    String source = call.request().queryParameter("EventSourceArn");
    String name = call.request().queryParameter("FunctionName");
    String region = call.request().region();
    List<Map<String, Object>> found =
        mappings
            .matching(
                mapping ->
                    mapping.region().equals(region)
                        && (source == null || source.equals(mapping.eventSourceArn()))
                        && isFor(mapping, name))
            .stream()
            .map(mapping -> mappings.view(mapping).values())
            .toList();
    return Replies.list("EventSourceMappings", found);
  }

  private static boolean isFor(Mapping mapping, @Nullable String name) {
    return name == null
        || mapping.function().equals(FunctionRef.parse(name, mapping.region(), null));
  }

  private AwsResponse get(Call call) {
    return Replies.ok(mappings.view(mappings.get(call.part("UUID"))));
  }

  private AwsResponse update(Call call) {
    return Replies.json(202, mappings.view(mappings.update(call.part("UUID"), call.body())));
  }

  private AwsResponse delete(Call call) {
    return Replies.json(202, mappings.view(mappings.delete(call.part("UUID"))));
  }
}
