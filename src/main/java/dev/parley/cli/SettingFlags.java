package dev.parley.cli;

import dev.parley.core.Setting;
import dev.parley.core.SettingSources;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The flags of {@code serve}: one for each setting of the server, made from the one list of them. */
final class SettingFlags implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
        for (Setting<?> setting : Setting.OF_SERVE) {
            command.addOption(OptionSpec.builder(setting.flag())
                    .paramLabel(setting.label())
                    .type(String.class)
                    .description(setting.description() + "; default " + setting.defaultText() + ".")
                    .build());
        }
        return command;
    }

    /**
     * Returns where settings come from, a flag first. A flag is passed on to the WAR as its system property, which is what
     * counts there.
     *
     * @throws IllegalArgumentException with one line for the user, at the first flag that is not allowed
     */
    static SettingSources sources(CommandSpec command) {
        for (Setting<?> setting : Setting.OF_SERVE) {
            String text = command.commandLine().getParseResult().matchedOptionValue(setting.flag(), null);
            if (text != null) {
                setting.parse(text, setting.flag());
                System.setProperty(setting.property(), text);
            }
        }
        return new SettingSources(System::getProperty, System::getenv, none -> null);
    }
}
