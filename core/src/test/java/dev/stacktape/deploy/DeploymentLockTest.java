package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.aws.VirtualTime;
import dev.stacktape.event.Event;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;

class DeploymentLockTest {
  private static final String BUCKET = "deployment";
  private static final LockOwner HERE = LockOwner.thisProcess(Map.of("HOSTNAME", "here"));
  private static final LockOwner THERE = new LockOwner("ann", "there", "another machine", 4711, 1);

  private final VirtualTime time = new VirtualTime();
  private final FakeS3 s3 = new FakeS3(time);
  private final List<Event> events = new ArrayList<>();

  @BeforeEach
  void aBucket() {
    s3.createBucket(create -> create.bucket(BUCKET));
  }

  @Test
  void theSecondIsToldWhoHoldsItAndSinceWhen() {
    try (DeploymentLock.Held held = lock(THERE).acquire(BUCKET, "deploy")) {
      time.sleep(Duration.ofSeconds(20));
      Problem problem = refusal(HERE);
      assertThat(problem.code()).isEqualTo("STACK_LOCKED");
      assertThat(problem.message())
          .isEqualTo(
              "ann@there (process 4711) runs `deploy` on this stack since 2026-11-23T12:00:00Z.");
      assertThat(problem.hint()).contains("40 seconds");
      held.check();
    }
    assertThat(s3.bucket(BUCKET).objects).isEmpty();
  }

  @Test
  void twoOfTheSameProcessKeepEachOtherOutToo() {
    try (DeploymentLock.Held held = lock(HERE).acquire(BUCKET, "deploy")) {
      assertThat(refusal(HERE).code()).isEqualTo("STACK_LOCKED");
      held.check();
    }
  }

  @Test
  void aLockThatIsRenewedHolds() {
    try (DeploymentLock.Held held = lock(THERE).acquire(BUCKET, "deploy")) {
      for (int i = 0; i < 10; i++) {
        time.sleep(Duration.ofSeconds(50));
        held.renew();
      }
      assertThat(refusal(HERE).code()).isEqualTo("STACK_LOCKED");
    }
  }

  @Test
  void aLockThatIsNotRenewedIsTakenOverAndItsHolderFindsOut() {
    try (DeploymentLock.Held old = lock(THERE).acquire(BUCKET, "deploy")) {
      time.sleep(DeploymentLock.LEASE.plusSeconds(1));
      try (DeploymentLock.Held held = lock(HERE).acquire(BUCKET, "delete")) {
        held.check();
        assertThat(events.get(0)).isInstanceOf(Event.Noted.class);
        StacktapeException lost = catchThrowableOfType(StacktapeException.class, old::check);
        assertThat(lost.problems().get(0).code()).isEqualTo("STACK_LOCK_LOST");
        old.close();
        assertThat(s3.bucket(BUCKET).objects).containsKey(DeploymentLock.KEY);
        held.check();
      }
    }
  }

  @Test
  void theLockOfAKilledProcessOnThisMachineIsTakenOverAtOnce() {
    LockOwner dead =
        new LockOwner(HERE.user(), HERE.host(), HERE.machine(), HERE.pid(), HERE.started() - 1);
    DeploymentLock.Held left = lock(dead).acquire(BUCKET, "deploy");
    try (DeploymentLock.Held held = lock(HERE).acquire(BUCKET, "deploy")) {
      held.check();
      left.close();
      held.check();
    }
  }

  @Test
  void onlyTheLockOfAKilledRunIsCleared() {
    LockOwner dead =
        new LockOwner(HERE.user(), HERE.host(), HERE.machine(), HERE.pid(), HERE.started() - 1);
    lock(HERE).clearAbandoned(BUCKET);
    try (DeploymentLock.Held held = lock(HERE).acquire(BUCKET, "deploy")) {
      lock(HERE).clearAbandoned(BUCKET);
      held.check();
      assertThat(s3.bucket(BUCKET).objects).containsKey(DeploymentLock.KEY);
    }
    DeploymentLock.Held left = lock(dead).acquire(BUCKET, "deploy");
    lock(HERE).clearAbandoned(BUCKET);
    assertThat(s3.bucket(BUCKET).objects).isEmpty();
    left.close();
  }

  @Test
  void aProcessOfTheSameNumberOnAnotherMachineMayBeAlive() {
    LockOwner elsewhere = new LockOwner("x", HERE.host(), "other boot", HERE.pid(), 1);
    assertThat(elsewhere.isGoneAsSeenBy(HERE)).isFalse();
    assertThat(HERE.isGoneAsSeenBy(HERE)).isFalse();
  }

  @Test
  void aWriteWhoseAnswerWasLostIsRecognised() {
    Runnable metItself =
        () -> {
          // The SDK's retry of a write that went through meets what it wrote.
          throw FakeS3.error(412, "PreconditionFailed");
        };
    s3.after.put("PutObject " + DeploymentLock.KEY, metItself);
    try (DeploymentLock.Held held = lock(HERE).acquire(BUCKET, "deploy")) {
      s3.after.put("PutObject " + DeploymentLock.KEY, metItself);
      held.renew();
      held.check();
    }
    assertThat(s3.bucket(BUCKET).objects).isEmpty();
  }

  @Test
  void aRenewalThatFailsForNowIsLeftToTheNext() {
    try (DeploymentLock.Held held = lock(HERE).acquire(BUCKET, "deploy")) {
      s3.before.put(
          "PutObject " + DeploymentLock.KEY,
          () -> {
            throw SdkClientException.create("connection reset");
          });
      held.renew();
      held.check();
    }
  }

  @Test
  void aLockThatCannotBeGivenBackIsAWarning() {
    DeploymentLock.Held held = lock(HERE).acquire(BUCKET, "deploy");
    s3.before.put(
        "GetObject " + DeploymentLock.KEY,
        () -> {
          throw SdkClientException.create("connection reset");
        });
    held.close();
    assertThat(events).hasSize(1);
    assertThat(((Event.Warned) events.get(0)).problem().code()).isEqualTo("STACK_LOCK_LEFT");
  }

  @Test
  void anUnreadableLockSaysWhatToDo() {
    s3.putObject(
        put -> put.bucket(BUCKET).key(DeploymentLock.KEY), RequestBody.fromString("not json"));
    assertThat(refusal(HERE).hint()).contains("Delete the object lock.json");
  }

  @Test
  void aBucketThatIsGoneNeedsNoReturn() {
    try (DeploymentLock.Held held = lock(HERE).acquire(BUCKET, "delete")) {
      held.check();
      s3.buckets.clear();
    }
    assertThat(events).isEmpty();
  }

  private DeploymentLock lock(LockOwner owner) {
    return new DeploymentLock(s3, owner, time, events::add);
  }

  private Problem refusal(LockOwner owner) {
    return catchThrowableOfType(
            StacktapeException.class, () -> lock(owner).acquire(BUCKET, "deploy"))
        .problems()
        .get(0);
  }
}
