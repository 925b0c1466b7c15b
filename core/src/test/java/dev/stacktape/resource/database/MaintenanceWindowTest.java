package dev.stacktape.resource.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaintenanceWindowTest {

  @ParameterizedTest
  @CsvSource({
    "eu-west-1, Sun:02:00-Sun:04:00, 01:00-01:30",
    "us-east-1, Sun:07:00-Sun:09:00, 06:00-06:30",
    "us-west-2, Sun:10:00-Sun:12:00, 09:00-09:30",
    "ap-southeast-2, Sat:16:00-Sat:18:00, 15:00-15:30",
    "eu-central-1, Sun:01:00-Sun:03:00, 00:00-00:30",
  })
  void itIsAtNightWhereTheDatabaseIs(String region, String window, String backup) {
    MaintenanceWindow atNight = MaintenanceWindow.of(region);

    assertThat(atNight.text()).isEqualTo(window);
    assertThat(atNight.backup()).isEqualTo(backup);
    assertThat(MaintenanceWindow.parse(window)).isEqualTo(atNight);
  }

  @Test
  void theBackupIsMadeBeforeTheMaintenanceAlsoAcrossMidnight() {
    assertThat(new MaintenanceWindow("Tue:00:30-Tue:01:30").backup()).isEqualTo("23:30-00:00");
    assertThat(new MaintenanceWindow("sun:23:45-mon:00:30").backup()).isEqualTo("22:45-23:15");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sunday night",
        "Sun:02:00",
        "Sun:02:00-Sun:02:15",
        "Sun:25:00-Sun:26:00",
        "Sun:02:00-Tue:02:00"
      })
  void whatAwsDoesNotTakeIsNone(String text) {
    assertThat(MaintenanceWindow.parse(text)).isNull();
  }
}
