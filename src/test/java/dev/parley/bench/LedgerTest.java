package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    @Test
    void oldestMessageIsFoundFirst() {
        ledger.add(1, 2, bytes("a"));
        ledger.add(3, 4, bytes("b"));
        ledger.add(5, 6, bytes("a"));
        assertThat(ledger.find(bytes("a"))).isZero();
        assertThat(ledger.find(bytes("b"))).isEqualTo(1);
        assertThat(ledger.find(bytes("c"))).isEqualTo(-1);
    }

    @Test
    void messageFromTheMiddleLeavesTheOthersInTheirOrder() {
        for (int i = 0; i < 5; i++) {
            ledger.add(i, i, bytes("m" + i));
        }
        ledger.answer(2);
        assertThat(ledger.size()).isEqualTo(4);
        for (int i : new int[] {0, 1, 3, 4}) {
            assertThat(ledger.message(0)).isEqualTo(bytes("m" + i));
            assertThat(ledger.dueNanos(0)).isEqualTo(i);
            ledger.answer(0);
        }
        assertThat(ledger.size()).isZero();
    }

    @Test
    void ringKeepsItsOrderWhenItGrowsInTheMiddleOfARound() {
        ledger.add(0, 0, bytes("m0"));
        ledger.add(1, 1, bytes("m1"));
        ledger.answer(0);
        for (int i = 2; i < 100; i++) {
            ledger.add(i, i, bytes("m" + i));
        }
        for (int i = 1; i < 100; i++) {
            assertThat(ledger.message(0)).isEqualTo(bytes("m" + i));
            ledger.answer(0);
        }
    }

    @Test
    void toolThatWaitsSendsNothingWhileAReplyIsToCome() {
        ledger.add(10, 11, bytes("a"));
        ledger.add(20, 21, bytes("b"));
        assertThat(ledger.answer(0)).isEqualTo(11);
        ledger.add(30, 31, bytes("c"));
        assertThat(ledger.answer(0)).isEqualTo(Ledger.NONE);
        assertThat(ledger.answer(0)).isEqualTo(31);
    }

    @Test
    void clearedLedgerBeginsAnew() {
        ledger.add(10, 11, bytes("a"));
        ledger.add(20, 21, bytes("b"));
        ledger.clear();
        assertThat(ledger.size()).isZero();
        assertThat(ledger.find(bytes("a"))).isEqualTo(-1);
        ledger.add(30, 31, bytes("c"));
        assertThat(ledger.answer(0)).isEqualTo(31);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
