package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.aws.VirtualTime;
import dev.stacktape.event.Event;
import dev.stacktape.plan.LockHolder;
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
import software.amazon.awssdk.services.s3.model.S3Exception;

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
    try (HeldLock held = lock(THERE).acquire(BUCKET, "deploy")) {
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
    try (HeldLock held = lock(HERE).acquire(BUCKET, "deploy")) {
      assertThat(refusal(HERE).code()).isEqualTo("STACK_LOCKED");
      held.check();
    }
  }

  @Test
  void aLockThatIsRenewedHolds() {
    try (HeldLock held = lock(THERE).acquire(BUCKET, "deploy")) {
      for (int i = 0; i < 10; i++) {
        time.sleep(Duration.ofSeconds(50));
        held.renew();
      }
      assertThat(refusal(HERE).code()).isEqualTo("STACK_LOCKED");
    }
  }

  @Test
  void aLockThatIsNotRenewedIsTakenOverAndItsHolderFindsOut() {
    try (HeldLock old = lock(THERE).acquire(BUCKET, "deploy")) {
      time.sleep(DeploymentLock.LEASE.plusSeconds(1));
      try (HeldLock held = lock(HERE).acquire(BUCKET, "delete")) {
        held.check();
        assertThat(events.get(0)).isInstanceOf(Event.Noted.class);
        StacktapeException lost = catchThrowableOfType(StacktapeException.class, old::check);
        assertThat(lost.problems().get(0).code()).isEqualTo("STACK_LOCK_LOST");
        old.close();
        assertThat(s3.bucket(BUCKET).objects).containsKey(LockFile.KEY);
        held.check();
      }
    }
  }

  @Test
  void theLockOfAKilledProcessOnThisMachineIsTakenOverAtOnce() {
    LockOwner dead =
        new LockOwner(HERE.user(), HERE.host(), HERE.machine(), HERE.pid(), HERE.started() - 1);
    HeldLock left = lock(dead).acquire(BUCKET, "deploy");
    try (HeldLock held = lock(HERE).acquire(BUCKET, "deploy")) {
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
    try (HeldLock held = lock(HERE).acquire(BUCKET, "deploy")) {
      lock(HERE).clearAbandoned(BUCKET);
      held.check();
      assertThat(s3.bucket(BUCKET).objects).containsKey(LockFile.KEY);
    }
    HeldLock left = lock(dead).acquire(BUCKET, "deploy");
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
    s3.after.put("PutObject " + LockFile.KEY, metItself);
    try (HeldLock held = lock(HERE).acquire(BUCKET, "deploy")) {
      s3.after.put("PutObject " + LockFile.KEY, metItself);
      held.renew();
      held.check();
    }
    assertThat(s3.bucket(BUCKET).objects).isEmpty();
  }

  @Test
  void aLockWhoseLastRenewalWasNotHeardOfIsGivenBack() {
    HeldLock held = lock(HERE).acquire(BUCKET, "deploy");
    s3.after.put(
        "PutObject " + LockFile.KEY,
        () -> {
          throw SdkClientException.create("connection reset");
        });
    held.renew();
    held.close();
    assertThat(s3.bucket(BUCKET).objects).isEmpty();
  }

  @Test
  void aRenewalThatFailsForNowIsLeftToTheNext() {
    try (HeldLock held = lock(HERE).acquire(BUCKET, "deploy")) {
      s3.before.put(
          "PutObject " + LockFile.KEY,
          () -> {
            throw SdkClientException.create("connection reset");
          });
      held.renew();
      held.check();
    }
  }

  @Test
  void aLockThatCannotBeGivenBackIsAWarning() {
    HeldLock held = lock(HERE).acquire(BUCKET, "deploy");
    s3.before.put(
        "DeleteObject " + LockFile.KEY,
        () -> {
          throw SdkClientException.create("connection reset");
        });
    held.close();
    assertThat(events).hasSize(1);
    assertThat(((Event.Warned) events.get(0)).problem().code()).isEqualTo("STACK_LOCK_LEFT");
  }

  @Test
  void anUnreadableLockSaysWhatToDo() {
    s3.putObject(put -> put.bucket(BUCKET).key(LockFile.KEY), RequestBody.fromString("not json"));
    assertThat(refusal(HERE).hint()).contains("Delete the object lock.json");
  }

  @Test
  void aBucketThatIsGoneNeedsNoReturn() {
    try (HeldLock held = lock(HERE).acquire(BUCKET, "delete")) {
      held.check();
      s3.buckets.clear();
    }
    assertThat(events).isEmpty();
  }

  @Test
  void aLockIsBrokenEvenWhileItIsRenewedAndItsHolderFindsOut() {
    try (HeldLock held = lock(THERE).acquire(BUCKET, "deploy")) {
      LockHolder holder = lock(HERE).holder(BUCKET).orElseThrow();
      assertThat(holder.text())
          .startsWith("ann@there (process 4711) runs `deploy` on this stack since 2026-11-23");
      held.renew();
      assertThat(lock(HERE).breakLock(BUCKET, holder)).isTrue();
      StacktapeException lost = catchThrowableOfType(StacktapeException.class, held::check);
      assertThat(lost.problems().get(0).code()).isEqualTo("STACK_LOCK_LOST");
    }
    assertThat(lock(HERE).holder(BUCKET)).isEmpty();
  }

  @Test
  void onlyTheLockThatWasSeenIsBroken() {
    LockHolder seen;
    try (HeldLock held = lock(THERE).acquire(BUCKET, "deploy")) {
      seen = lock(HERE).holder(BUCKET).orElseThrow();
      held.check();
    }
    assertThat(lock(HERE).breakLock(BUCKET, seen)).isFalse();
    try (HeldLock other = lock(THERE).acquire(BUCKET, "delete")) {
      StacktapeException refused =
          catchThrowableOfType(StacktapeException.class, () -> lock(HERE).breakLock(BUCKET, seen));
      assertThat(refused.problems().get(0).code()).isEqualTo("STACK_LOCKED");
      other.check();
    }
  }

  @Test
  void aRenewalThatIsRefusedIsNotCalledALostLock() {
    try (HeldLock held = lock(HERE).acquire(BUCKET, "deploy")) {
      s3.before.put(
          "PutObject " + LockFile.KEY,
          () -> {
            throw FakeS3.error(403, "AccessDenied");
          });
      S3Exception refused = catchThrowableOfType(S3Exception.class, held::check);
      assertThat(refused.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void aLockThatCouldNotBeRenewedForItsLeaseIsNotTrusted() {
    try (HeldLock held = lock(HERE).acquire(BUCKET, "deploy")) {
      time.sleep(DeploymentLock.LEASE.plusSeconds(1));
      s3.before.put(
          "PutObject " + LockFile.KEY,
          () -> {
            throw SdkClientException.create("connection reset");
          });
      assertThat(catchThrowableOfType(SdkClientException.class, held::check)).isNotNull();
    }
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
