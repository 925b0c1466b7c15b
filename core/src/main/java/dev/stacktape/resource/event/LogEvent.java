package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Lines that arrive in a log group.")
@TypeName("cloudwatch-log")
public record LogEvent(
    @Doc(value = "ARN of the log group.", example = "$ResourceParam('api', 'logGroupArn')")
        String logGroupArn,
    @Doc("Which lines, in CloudWatch's filter syntax.") @Nullable String filter)
    implements FunctionEvent {}
