package dev.stacktape.resource.workflow;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Key;
import dev.stacktape.config.OtherKeys;
import dev.stacktape.config.Required;
import java.util.List;
import java.util.Map;

@Doc("Errors after which another state follows.")
public record Catcher(
    @Doc(value = "Names of the errors.", example = "[States.ALL]") @Key("ErrorEquals") @Required
        List<String> errorEquals,
    @Doc(value = "The state that follows.", example = "Failed") @Key("Next") String next,
    @Doc("Further settings, such as ResultPath.") @OtherKeys Map<String, Object> others) {}
