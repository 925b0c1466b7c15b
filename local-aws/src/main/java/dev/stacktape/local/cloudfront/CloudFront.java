package dev.stacktape.local.cloudfront;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.http.QueryProtocol;
import dev.stacktape.local.http.RestRoutes;
import dev.stacktape.local.http.RestRoutes.Call;
import dev.stacktape.local.http.XmlElement;
import dev.stacktape.local.http.XmlWriter;
import dev.stacktape.local.value.StableId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * Amazon CloudFront, as far as copies can be dropped: invalidations are taken, are done at once and
 * can be listed. Distributions are records of their stacks, and whether one exists is not looked
 * at.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html">CreateInvalidation</a>
 */
public final class CloudFront implements AwsService {
  private static final String NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/";
  private static final String INVALIDATIONS =
      "/2020-05-31/distribution/{DistributionId}/invalidation";

  private final LocalContext context;
  private final StateStore store;
  private final RestRoutes routes = new RestRoutes();

  /** Begins with what the state folder holds. */
  public CloudFront(LocalContext context) {
    this.context = context;
    this.store = new StateStore(context.folder("cloudfront"));
    routes
        .on("POST", INVALIDATIONS, "CreateInvalidation", this::create)
        .on("GET", INVALIDATIONS, "ListInvalidations", this::list)
        .on("GET", INVALIDATIONS + "/{Id}", "GetInvalidation", this::get);
  }

  record Invalidation(String id, String reference, List<String> paths, long created) {}

  @Override
  public String signingName() {
    return "cloudfront";
  }

  @Override
  public String operation(AwsRequest request) {
    return routes.operation(request);
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    return routes.handle(request);
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return new QueryProtocol(NAMESPACE).error(error, requestId);
  }

  private AwsResponse create(Call call) {
    XmlElement batch = XmlElement.parse(call.request().bytes());
    XmlElement paths = batch.child("Paths");
    XmlElement items = paths == null ? null : paths.child("Items");
    List<String> all =
        items == null ? List.of() : items.children("Path").stream().map(XmlElement::text).toList();
    String reference = batch.text("CallerReference");
    if (all.isEmpty() || reference == null) {
      throw new AwsError(
          400, "MissingArgument", "Paths and CallerReference of the batch are required.");
    }
    Invalidation made =
        new Invalidation(
            "I"
                + StableId.of(UUID.randomUUID().toString())
                    .substring(0, 24)
                    .toUpperCase(Locale.ROOT),
            reference,
            all,
            context.clock().millis());
    store.write(call.part("DistributionId") + "/" + made.id(), made);
    String location = call.request().path() + "/" + made.id();
    return answer(201, made).header("Location", context.endpoint().get() + location);
  }

  private AwsResponse get(Call call) {
    Invalidation found =
        store.read(call.part("DistributionId") + "/" + call.part("Id"), Invalidation.class);
    if (found == null) {
      throw new AwsError(404, "NoSuchInvalidation", "The specified invalidation does not exist.");
    }
    return answer(200, found);
  }

  private AwsResponse list(Call call) {
    List<Invalidation> all =
        store.names().stream()
            .filter(name -> name.startsWith(call.part("DistributionId") + "/"))
            .map(name -> store.read(name, Invalidation.class))
            .filter(Objects::nonNull)
            .toList();
    return AwsResponse.xml(
        200,
        XmlWriter.document(
            "InvalidationList",
            NAMESPACE,
            xml ->
                xml.text("Marker", "")
                    .text("MaxItems", "100")
                    .text("IsTruncated", "false")
                    .text("Quantity", all.size())
                    .element(
                        "Items",
                        items ->
                            all.forEach(
                                one ->
                                    items.element(
                                        "InvalidationSummary",
                                        item ->
                                            item.text("Id", one.id())
                                                .text("CreateTime", time(one))
                                                .text("Status", "Completed"))))));
  }

  private static String time(Invalidation invalidation) {
    return Instant.ofEpochMilli(invalidation.created()).toString();
  }

  private static AwsResponse answer(int status, Invalidation invalidation) {
    return AwsResponse.xml(
        status,
        XmlWriter.document(
            "Invalidation",
            NAMESPACE,
            xml ->
                xml.text("Id", invalidation.id())
                    .text("Status", "Completed")
                    .text("CreateTime", time(invalidation))
                    .element(
                        "InvalidationBatch",
                        batch ->
                            batch
                                .element(
                                    "Paths",
                                    paths ->
                                        paths
                                            .text("Quantity", invalidation.paths().size())
                                            .element(
                                                "Items",
                                                items ->
                                                    invalidation
                                                        .paths()
                                                        .forEach(path -> items.text("Path", path))))
                                .text("CallerReference", invalidation.reference()))));
  }
}
