package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.Admission.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    @Test
    void nextOneAfterTheLimitHasNoPlace() {
        Admission admission = new Admission(2);
        Place first = admission.reserve();
        assertThat(admission.isFull()).isFalse();
        assertThat(admission.reserve()).isNotNull();
        assertThat(admission.isFull()).isTrue();
        assertThat(admission.reserve()).isNull();
        first.free();
        assertThat(admission.reserve()).isNotNull();
    }

    @Test
    void zeroIsNoLimit() {
        Admission admission = new Admission(0);
        for (int i = 0; i < 1000; i++) {
            assertThat(admission.reserve()).isNotNull();
        }
        assertThat(admission.taken()).isEqualTo(1000);
        assertThat(admission.isFull()).isFalse();
    }

    @Test
    void placeIsGivenBackOnce() {
        Admission admission = new Admission(2);
        Place place = admission.reserve();
        admission.reserve();
        place.free();
        place.free();
        place.expire();
        assertThat(admission.taken()).isEqualTo(1);
    }

    @Test
    void reservationExpiresButNotWhatIsHeld() {
        Admission admission = new Admission(2);
        Place reserved = admission.reserve();
        Place held = admission.reserve();
        assertThat(held.hold()).isTrue();
        reserved.expire();
        held.expire();
        assertThat(admission.taken()).isEqualTo(1);
        assertThat(reserved.hold()).isFalse();
    }

    @Test
    void burstOverTheLimitIsAdmittedExactlyToIt() throws Exception {
        Admission admission = new Admission(250);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Place>> handshakes = new ArrayList<>();
            for (int i = 0; i < 4000; i++) {
                handshakes.add(admission::reserve);
            }
            List<Place> places = new ArrayList<>();
            for (Future<Place> handshake : threads.invokeAll(handshakes)) {
                places.add(handshake.get());
            }
            assertThat(places.stream().filter(Objects::nonNull)).hasSize(250);
            places.stream().filter(Objects::nonNull).forEach(Place::free);
            assertThat(admission.taken()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }
}
