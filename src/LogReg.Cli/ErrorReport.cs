using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using LogReg.Cli.Commands;
using LogReg.Cli.Output;
using LogReg.Cli.Streams;
using LogReg.Data;

namespace LogReg.Cli;

/// <summary>Errors as a person sees them: one line that says what, one that says what to do, and the exit code.</summary>
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
            case LogRegException error:
                Messages.Error(environment, error.Message, error.Hint ?? (error is DataException { Line: null } ? "check the path and the file" : "correct the file, or name another"));
                return ExitCode.Failure;
            case OutOfMemoryException:
                Messages.Error(
                    environment, "the memory does not suffice for these data", "name fewer columns with --features, train on fewer rows, or use a machine with more memory");
                return ExitCode.Failure;
            case var bug:
                Messages.Error(
                    environment,
                    $"internal error: {bug.GetType().Name}: {bug.Message}",
                    "this is a bug in logreg, not in your data; please report it with the command line (LOGREG_DEBUG=1 shows where it happened)");
                if (environment.ShowsInternals)
                {
                    environment.Error.WriteLine(exception);
                }

                return ExitCode.Failure;
        }
    }

    /// <summary>Whether the command line cannot be carried out.</summary>
    public static bool HasParseErrors(ParseResult result) => result.Action is ParseErrorAction || (result.Action is not HelpAction && UnknownOption(result) is not null);

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
        Messages.Error(environment, Text(result, error), SeeHelp(result));
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
        Messages.Error(environment, UnknownToken(result, token), Suggestion(result, token) ?? SeeHelp(result));
        return ExitCode.Usage;
    }

    private static string SeeHelp(ParseResult result) =>
        result.CommandResult.Command is RootCommand ? "see 'logreg --help'" : $"see 'logreg {result.CommandResult.Command.Name} --help'";

    private static Exception Unwrap(Exception exception) =>
        exception is AggregateException { InnerException: Exception inner } ? Unwrap(inner) : exception;

    private static string UnknownToken(ParseResult result, string token)
    {
        if (token.StartsWith('-') && token.Length > 1)
        {
            return $"there is no option '{token}'";
        }

        return result.CommandResult.Command is RootCommand ? $"there is no command '{token}'" : $"'{token}' is one argument too many";
    }

    private static string? Suggestion(ParseResult result, string token)
    {
        Command command = result.CommandResult.Command;
        IEnumerable<string> known = token.StartsWith('-')
            ? command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive))).Select(option => option.Name)
            : command.Subcommands.Select(subcommand => subcommand.Name);
        IReadOnlyList<string> nearest = NearestNames.Find(token, known, most: 2);
        return nearest.Count == 0 ? null : $"did you mean {string.Join(" or ", nearest.Select(name => $"'{name}'"))}?";
    }

    // The parser's own words for the common mistakes are about tokens and types; these are about what is missing.
    private static string Text(ParseResult result, ParseError error)
    {
        if (error.SymbolResult is ArgumentResult { Tokens.Count: 0, Argument: Argument argument } && result.CommandResult.Command.Arguments.Contains(argument))
        {
            return $"the argument <{argument.Name}> is missing";
        }

        if (error.SymbolResult is OptionResult { Tokens.Count: 0 } option)
        {
            return $"{option.Option.Name} needs a value";
        }

        if (error.SymbolResult is OptionResult { IdentifierTokenCount: > 1 } repeated && repeated.Option.Arity.MaximumNumberOfValues == 1)
        {
            return $"{repeated.Option.Name} is given {repeated.IdentifierTokenCount} times";
        }

        return error.Message;
    }
}
