using System.CommandLine;
using System.CommandLine.Parsing;
using LogReg.Cli.Files;
using LogReg.Cli.Output;

namespace LogReg.Cli.Commands;

/// <summary>Recognises arguments that were swapped: a model file where data or a feature should be.</summary>
internal static class ArgumentOrder
{
    /// <summary>Checks that a model is in its place.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="model">What was typed for the model.</param>
    /// <param name="other">What was typed for the data, or for a feature.</param>
    /// <exception cref="UsageException">They are swapped; the hint is the command line in the right order.</exception>
    public static void Check(ParseResult parsed, string model, string other)
    {
        if (!LooksLikeModel(other) || LooksLikeModel(model))
        {
            return;
        }

        string place = model == DataInput.StandardInput ? InputName.StandardInput : $"'{model}'";
        throw new UsageException(
            $"the arguments are in the wrong order: the model is '{other}', not {place}", $"try: {Swapped(parsed, model, other)}");
    }

    private static string Swapped(ParseResult parsed, string model, string other)
    {
        string[] words = [.. parsed.Tokens.Select(token => token.Value)];
        Token[] arguments = [.. parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)];
        int modelPlace = PlaceOf(model);
        int otherPlace = PlaceOf(other);
        (words[modelPlace], words[otherPlace]) = (words[otherPlace], words[modelPlace]);
        return string.Join(' ', words.Prepend("logreg").Select(ShellText.Word));

        int PlaceOf(string value) => parsed.Tokens.ToList().FindIndex(token => token.Value == value && arguments.Contains(token));
    }

    // A model is a JSON object. Nothing is read of a pipe, because it would be gone. Some systems report a length for <(command), so that
    // the length alone does not tell; a named pipe, whose length is 0, is not even opened, because its writer would see it closed.
    private static bool LooksLikeModel(string path)
    {
        try
        {
            if (path.Length == 0 || path == DataInput.StandardInput || new FileInfo(path) is not { Exists: true, Length: > 0 })
            {
                return false;
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (!file.CanSeek)
            {
                return false;
            }

            using StreamReader reader = new(file);
            char[] start = new char[64];
            int count = reader.Read(start, 0, start.Length);
            return start.AsSpan(0, count).TrimStart().StartsWith("{");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException
            or NotSupportedException)
        {
            return false;
        }
    }
}
