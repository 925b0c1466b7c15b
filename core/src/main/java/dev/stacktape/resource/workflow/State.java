package dev.stacktape.resource.workflow;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Key;
import dev.stacktape.config.Range;
import dev.stacktape.config.Required;
import dev.stacktape.config.TextOrMap;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.Union;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("A step of a state machine.")
@Union(by = "Type", in = "")
public sealed interface State {

  @Doc("Goes on by the first rule that holds.")
  @TypeName("Choice")
  record Choice(
      @Doc("What it is for.") @Key("Comment") @Nullable String comment,
      @Doc(value = "The state that follows.", example = "Save") @Key("Next") @Nullable String next,
      @Doc("Ends the run after this state.") @Key("End") @Nullable Boolean end,
      @Doc(value = "The part of the input that it sees, as a JSON path.", example = "$.order")
          @Key("InputPath")
          @Nullable String inputPath,
      @Doc(value = "The part of the output that goes on, as a JSON path.", example = "$.result")
          @Key("OutputPath")
          @Nullable String outputPath,
      @Doc("The rules; each names the next state.") @Key("Choices") @Required List<Rule> choices,
      @Doc(value = "The next state where no rule holds.", example = "Failed") @Key("Default")
          @Nullable String otherwise)
      implements State {}

  @Doc("Ends the run as failed.")
  @TypeName("Fail")
  record Fail(
      @Doc("What it is for.") @Key("Comment") @Nullable String comment,
      @Doc(value = "The part of the input that it sees, as a JSON path.", example = "$.order")
          @Key("InputPath")
          @Nullable String inputPath,
      @Doc(value = "The part of the output that goes on, as a JSON path.", example = "$.result")
          @Key("OutputPath")
          @Nullable String outputPath,
      @Doc(value = "The name of the error.", example = "WorkflowFailed") @Key("Error")
          @Nullable String error,
      @Doc("What happened, for people to read.") @Key("Cause") @Nullable String cause)
      implements State {}

  @Doc("Runs steps for each item of a list.")
  @TypeName("Map")
  record Iteration(
      @Doc("What it is for.") @Key("Comment") @Nullable String comment,
      @Doc(value = "The state that follows.", example = "Save") @Key("Next") @Nullable String next,
      @Doc("Ends the run after this state.") @Key("End") @Nullable Boolean end,
      @Doc(value = "The part of the input that it sees, as a JSON path.", example = "$.order")
          @Key("InputPath")
          @Nullable String inputPath,
      @Doc(value = "The part of the output that goes on, as a JSON path.", example = "$.result")
          @Key("OutputPath")
          @Nullable String outputPath,
      @Doc(value = "Where the result is put into the input, as a JSON path.", example = "$.results")
          @Key("ResultPath")
          @Nullable String resultPath,
      @Doc(value = "Where the list is in the input, as a JSON path.", example = "$.items")
          @Key("ItemsPath")
          @Nullable String itemsPath,
      @Doc(
              value = "How many items are worked on at the same time; 0 sets no limit.",
              defaultValue = "0")
          @Key("MaxConcurrency")
          @Range(min = 0)
          @Nullable Integer maxConcurrency,
      @Doc("The steps for one item.") @Key("Iterator") StateMachineDefinition iterator,
      @Doc("What each run receives.") @Key("Parameters") Map<String, Object> parameters,
      @Doc("Errors after which it is tried again.") @Key("Retry") List<Retrier> retry,
      @Doc("Errors after which another state follows.") @Key("Catch") List<Catcher> catchers)
      implements State {}

  @Doc("Runs several sequences of steps at the same time.")
  @TypeName("Parallel")
  record Parallel(
      @Doc("What it is for.") @Key("Comment") @Nullable String comment,
      @Doc(value = "The state that follows.", example = "Save") @Key("Next") @Nullable String next,
      @Doc("Ends the run after this state.") @Key("End") @Nullable Boolean end,
      @Doc(value = "The part of the input that it sees, as a JSON path.", example = "$.order")
          @Key("InputPath")
          @Nullable String inputPath,
      @Doc(value = "The part of the output that goes on, as a JSON path.", example = "$.result")
          @Key("OutputPath")
          @Nullable String outputPath,
      @Doc(value = "Where the result is put into the input, as a JSON path.", example = "$.results")
          @Key("ResultPath")
          @Nullable String resultPath,
      @Doc("The sequences.") @Key("Branches") @Required List<StateMachineDefinition> branches,
      @Doc("Errors after which it is tried again.") @Key("Retry") List<Retrier> retry,
      @Doc("Errors after which another state follows.") @Key("Catch") List<Catcher> catchers)
      implements State {}

  @Doc("Passes its input on, with a result put in.")
  @TypeName("Pass")
  record Pass(
      @Doc("What it is for.") @Key("Comment") @Nullable String comment,
      @Doc(value = "The state that follows.", example = "Save") @Key("Next") @Nullable String next,
      @Doc("Ends the run after this state.") @Key("End") @Nullable Boolean end,
      @Doc(value = "The part of the input that it sees, as a JSON path.", example = "$.order")
          @Key("InputPath")
          @Nullable String inputPath,
      @Doc(value = "The part of the output that goes on, as a JSON path.", example = "$.result")
          @Key("OutputPath")
          @Nullable String outputPath,
      @Doc(value = "Where the result is put into the input, as a JSON path.", example = "$.result")
          @Key("ResultPath")
          @Nullable String resultPath,
      @Doc("What is passed on instead of the input.") @Key("Parameters")
          Map<String, Object> parameters,
      @Doc(value = "The result.", example = "{status: done}") @Key("Result")
          @Nullable Object result)
      implements State {}

  @Doc("Ends the run as succeeded.")
  @TypeName("Succeed")
  record Succeed(@Doc("What it is for.") @Key("Comment") @Nullable String comment)
      implements State {}

  @Doc("Does work: calls a function or another service of AWS.")
  @TypeName("Task")
  record Task(
      @Doc("What it is for.") @Key("Comment") @Nullable String comment,
      @Doc(value = "The state that follows.", example = "Save") @Key("Next") @Nullable String next,
      @Doc("Ends the run after this state.") @Key("End") @Nullable Boolean end,
      @Doc(value = "The part of the input that it sees, as a JSON path.", example = "$.order")
          @Key("InputPath")
          @Nullable String inputPath,
      @Doc(value = "The part of the output that goes on, as a JSON path.", example = "$.result")
          @Key("OutputPath")
          @Nullable String outputPath,
      @Doc(
              value =
                  "ARN of what does the work, as text or as an intrinsic function of CloudFormation.",
              example = "{'Fn::GetAtt': [SaveOrderFunction, Arn]}")
          @Key("Resource")
          @TextOrMap
          Object resource,
      @Doc(value = "Where the result is put into the input, as a JSON path.", example = "$.result")
          @Key("ResultPath")
          @Nullable String resultPath,
      @Doc("Errors after which it is tried again.") @Key("Retry") List<Retrier> retry,
      @Doc("Errors after which another state follows.") @Key("Catch") List<Catcher> catchers,
      @Doc(value = "The longest run, in seconds.", example = "60")
          @Key("TimeoutSeconds")
          @Range(min = 1)
          @Nullable Integer timeoutSeconds,
      @Doc(value = "The longest time without a sign of life, in seconds.", example = "10")
          @Key("HeartbeatSeconds")
          @Range(min = 1)
          @Nullable Integer heartbeatSeconds,
      @Doc("What the work receives.") @Key("Parameters") Map<String, Object> parameters)
      implements State {}

  @Doc("Waits for a time or until a moment.")
  @TypeName("Wait")
  record Wait(
      @Doc("What it is for.") @Key("Comment") @Nullable String comment,
      @Doc(value = "The state that follows.", example = "Save") @Key("Next") @Nullable String next,
      @Doc("Ends the run after this state.") @Key("End") @Nullable Boolean end,
      @Doc(value = "The part of the input that it sees, as a JSON path.", example = "$.order")
          @Key("InputPath")
          @Nullable String inputPath,
      @Doc(value = "The part of the output that goes on, as a JSON path.", example = "$.result")
          @Key("OutputPath")
          @Nullable String outputPath,
      @Doc(value = "How long, in seconds.", example = "10") @Key("Seconds") @Range(min = 0)
          @Nullable Integer seconds,
      @Doc(value = "Until when.", example = "2030-01-01T00:00:00Z") @Key("Timestamp")
          @Nullable String timestamp,
      @Doc(value = "Where the input says how long, as a JSON path.", example = "$.delay")
          @Key("SecondsPath")
          @Nullable String secondsPath,
      @Doc(value = "Where the input says until when, as a JSON path.", example = "$.due")
          @Key("TimestampPath")
          @Nullable String timestampPath)
      implements State {}
}
