package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Key;
import dev.stacktape.resource.Tree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("Which events match; each value is a list of what is accepted.")
public record EventPattern(
    @Doc("Versions of the event's form.") @Nullable Object version,
    @Doc(value = "Kinds of the event.", example = "[OrderPlaced]") @Key("detail-type")
        @Nullable Object detailType,
    @Doc(value = "Who sent it.", example = "[webshop]") @Nullable Object source,
    @Doc("Accounts that it comes from.") @Nullable Object account,
    @Doc("Regions that it comes from.") @Nullable Object region,
    @Doc("ARNs that it is about.") @Nullable Object resources,
    @Doc("What its content must look like.") @Nullable Object detail,
    @Doc("The replay that it belongs to.") @Key("replay-name") @Nullable Object replayName) {

  /** The pattern as EventBridge takes it. */
  public Map<String, Object> toTree() {
    return new Tree()
        .with("version", version)
        .with("detail-type", detailType)
        .with("source", source)
        .with("account", account)
        .with("region", region)
        .with("resources", resources)
        .with("detail", detail)
        .with("replay-name", replayName)
        .build();
  }
}
