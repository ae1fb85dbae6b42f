using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using LogReg.Cli.Commands;
using LogReg.Cli.Output;
using LogReg.Data;

namespace LogReg.Cli;

/// <summary>Writes errors for a person to read: one line that says what is wrong, one that says what to do, and the exit code.</summary>
internal static class ErrorReport
{
    /// <summary>Writes an exception's lines to standard error.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(CliEnvironment environment, Exception exception)
    {
        switch (Unwrap(exception))
        {
            case ClosedPipeException:
                return ExitCode.Success;
            case OperationCanceledException when environment.CancellationToken.IsCancellationRequested:
                Messages.Write(environment, "interrupted");
                return ExitCode.Interrupted;
            case UsageException usage:
                Messages.Error(environment, usage.Message, usage.Hint);
                return ExitCode.Usage;
            case FormulaException formula:
                Messages.Error(environment, formula);
                return ExitCode.Failure;
            case LogRegException error:
                Messages.Error(
                    environment,
                    FlagSpelling.Of(error.Text),
                    Hint(error.Hint)
                        ?? (error is DataException { Line: null }
                            ? "check the path and the file"
                            : "correct the file, or use another one"));
                return ExitCode.Failure;
            case OutOfMemoryException:
                Messages.Error(
                    environment,
                    "there is not enough memory for these data",
                    "use fewer columns with --features, fewer rows, or a machine with more memory");
                return ExitCode.Failure;
            case var bug:
                Messages.Error(
                    environment,
                    $"internal error: {bug.GetType().Name}: {bug.Message}",
                    "this is a bug in logreg, not in your data; please report it with the command line (set LOGREG_DEBUG=1 to see where "
                        + "it happened)");
                if (environment.ShowsInternals)
                {
                    environment.Error.WriteLine(exception);
                }

                return ExitCode.Failure;
        }
    }

    /// <summary>Whether the command line cannot be carried out.</summary>
    public static bool HasParseErrors(ParseResult result) =>
        result.Action is ParseErrorAction || (result.Action is not HelpAction && UnknownOption(result) is not null);

    /// <summary>Writes what is wrong with the command line to standard error.</summary>
    /// <returns>The exit code.</returns>
    public static int WriteParseErrors(CliEnvironment environment, ParseResult result)
    {
        string? unknown = UnknownOption(result) ?? (result.UnmatchedTokens is [string first, ..] ? first : null);
        if (unknown is not null)
        {
            return WriteUnknownToken(environment, result, unknown);
        }

        ParseError error = result.Errors[0];
        Messages.Error(environment, Text(result, error), ValueHint(error) ?? SeeHelp(result));
        return ExitCode.Usage;
    }

    // The parser takes a mistyped option for a file's name; who has such a file writes -- before it.
    private static string? UnknownOption(ParseResult result) => result.Tokens.Any(token => token.Type == TokenType.DoubleDash)
        ? null
        : result.CommandResult.Command.Arguments
            .Select(argument => result.GetResult(argument))
            .OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .Concat(result.UnmatchedTokens)
            .FirstOrDefault(value => value.StartsWith('-') && value.Length > 1);

    private static int WriteUnknownToken(CliEnvironment environment, ParseResult result, string token)
    {
        Messages.Error(environment, UnknownToken(result, token), NameHint(result, token) ?? SeeHelp(result));
        return ExitCode.Usage;
    }

    private static string? Hint(OptionText? hint) => hint is null ? null : FlagSpelling.Of(hint);

    private static string SeeHelp(ParseResult result) =>
        result.CommandResult.Command is RootCommand ? "see 'logreg --help'" : $"see 'logreg {result.CommandResult.Command.Name} --help'";

    private static Exception Unwrap(Exception exception) =>
        exception is AggregateException { InnerException: Exception inner } ? Unwrap(inner) : exception;

    private static string UnknownToken(ParseResult result, string token)
    {
        if (token.StartsWith('-') && token.Length > 1)
        {
            return $"unknown option '{token}'";
        }

        return result.CommandResult.Command is RootCommand ? $"unknown command '{token}'" : $"unexpected argument '{token}'";
    }

    private static string? NameHint(ParseResult result, string token)
    {
        Command command = result.CommandResult.Command;
        if (command is not RootCommand && File.Exists(token))
        {
            return "to read several files as one table, name their folder, or put a pattern between quotes: 'data/part-*.csv'";
        }

        IEnumerable<Option> inherited =
            command.Parents.OfType<Command>().SelectMany(parent => parent.Options).Where(option => option.Recursive);
        IEnumerable<Symbol> known = token.StartsWith('-') ? command.Options.Concat(inherited) : command.Subcommands;
        return Suggestion.For(token.Split('=')[0], known.Select(symbol => symbol.Name));
    }

    private static string? ValueHint(ParseError error)
    {
        if (error.SymbolResult is not OptionResult { Option: Option option } result)
        {
            return null;
        }

        string[] words = [.. option.GetCompletions(CompletionContext.Empty).Select(item => item.Label)];
        return result.Tokens.Select(token => Suggestion.ForValue(token.Value, words)).FirstOrDefault(hint => hint is not null);
    }

    // The parser's own words for the common mistakes are about tokens and types; these are about what is missing.
    private static string Text(ParseResult result, ParseError error)
    {
        if (error.SymbolResult is ArgumentResult { Tokens.Count: 0, Argument: Argument argument }
            && result.CommandResult.Command.Arguments.Contains(argument))
        {
            return $"missing argument <{argument.Name}>";
        }

        if (error.SymbolResult is OptionResult { Tokens.Count: 0 } option)
        {
            return $"{option.Option.Name} needs a value";
        }

        if (error.SymbolResult is OptionResult { IdentifierTokenCount: > 1 } repeated && repeated.Option.Arity.MaximumNumberOfValues == 1)
        {
            return $"{repeated.Option.Name} is given {repeated.IdentifierTokenCount} times, but takes one value";
        }

        return error.Message;
    }
}
