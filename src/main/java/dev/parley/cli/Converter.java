package dev.parley.cli;

import dev.parley.bench.Threshold;
import dev.parley.connect.Encoding;
import dev.parley.connect.Wait;
import dev.parley.core.Durations;
import dev.parley.core.Rates;
import dev.parley.core.Sizes;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A reader of an option's value, by the rule that the rest of Parley has for such values; passes on what that finds wrong. */
abstract class Converter<T> implements ITypeConverter<T> {
    private final Function<String, T> parse;

    private Converter(Function<String, T> parse) {
        this.parse = parse;
    }

    @Override
    public T convert(String text) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** A duration with its unit. */
    static final class Duration extends Converter<java.time.Duration> {
        Duration() {
            super(Durations::parse);
        }
    }

    /** A size with its unit. */
    static final class Size extends Converter<Integer> {
        Size() {
            super(Sizes::parse);
        }
    }

    /** A rate with its unit. */
    static final class Rate extends Converter<Double> {
        Rate() {
            super(Rates::parse);
        }
    }

    /** A number of bytes a second. */
    static final class ByteRate extends Converter<Integer> {
        ByteRate() {
            super(text -> Sizes.parse(text.replaceFirst("/s$", "")));
        }
    }

    /** A promise about figures. */
    static final class Promise extends Converter<Threshold> {
        Promise() {
            super(Threshold::parse);
        }
    }

    /** What to wait for. */
    static final class Waiting extends Converter<Wait> {
        Waiting() {
            super(Wait::parse);
        }
    }

    /** An encoding, by its name. */
    static final class Encoded extends Converter<Encoding> {
        Encoded() {
            super(Encoding::parse);
        }
    }
}
