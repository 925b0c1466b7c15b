package dev.stacktape.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** What goes wrong there is swallowed when it matters, so here it must show. */
class SdkClassesTest {
  @Test
  void everyCallIsMadeToItsEndAndItsAnswerUnderstood() {
    assertThat(SdkClasses.firstCall().toString()).contains("Account=0");

    assertThat(SdkClasses.others())
        .extracting(Object::toString)
        .anySatisfy(stack -> assertThat(stack).contains("StackName=s", "OutputKey=k", "Key=k"))
        .anySatisfy(objects -> assertThat(objects).contains("Contents=[S3Object(Key=k)]"))
        .anySatisfy(resources -> assertThat(resources).contains("LogicalResourceId=r"))
        .anySatisfy(template -> assertThat(template).contains("TemplateBody={}"))
        .anySatisfy(function -> assertThat(function).contains("FunctionName=f"))
        .hasSize(7);
  }

  @Test
  void canBeBegunAndWaitedForAnyNumberOfTimes() {
    assertThatCode(
            () -> {
              SdkClasses.begin(true);
              SdkClasses.await();
              SdkClasses.begin(true);
              SdkClasses.await();
            })
        .doesNotThrowAnyException();
  }
}
