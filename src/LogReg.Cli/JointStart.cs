using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using System.Text;
using LogReg.Cli.Output;
using LogReg.Collectives;

namespace LogReg.Cli;

/// <summary>
/// The start of a command that several processes run: all must be the same program with the same arguments. Otherwise one would wait for
/// what another never does, or take what it is sent for something else.
/// </summary>
internal static class JointStart
{
    private const char Separator = '\0';
    private const string Unreadable = "!";
    private const string Connection = "--connection";

    // What a process uses of its machine has no say in the result.
    private static readonly string[] OfMachines = ["--threads", "--memory", "--cache-dir"];

    /// <summary>Makes sure that all processes were started alike; does nothing in one, nor where none can read its arguments, each of
    /// which is to say why.</summary>
    /// <param name="parsed">The command line of this process.</param>
    /// <param name="arguments">Its words.</param>
    /// <param name="processes">The processes.</param>
    /// <exception cref="UsageException">They were not; the same error in every process.</exception>
    public static void RequireAlike(ParseResult parsed, IReadOnlyList<string> arguments, ProcessGroup processes)
    {
        if (processes.IsSingle)
        {
            return;
        }

        RequireOneVersion(processes);
        bool isReadable = !ErrorReport.HasParseErrors(parsed);
        if (!AnyIs(processes.Collective, isReadable))
        {
            return;
        }

        string[] own = [.. isReadable ? AsRead(parsed) : AsTyped(arguments)];
        string[] ofRoot = FromRoot(processes.Collective, own);
        if (First(processes.Collective, own.SequenceEqual(ofRoot) ? null : Difference(processes, own, ofRoot)) is string problem)
        {
            throw new UsageException(
                problem,
                "start all processes with the same arguments; only "
                    + $"{string.Join(", ", OfMachines[..^1])} and {OfMachines[^1]} may differ");
        }
    }

    // What processes of two versions say to each other cannot be relied on: each has heard of the others' when they met.
    private static void RequireOneVersion(ProcessGroup processes)
    {
        IReadOnlyList<string> versions = processes.Versions;
        int other = versions.TakeWhile(version => version == versions[0]).Count();
        if (other < versions.Count)
        {
            throw new UsageException(
                $"{processes.NameOf(other)} runs logreg {versions[other]}, but {processes.NameOf(0)} runs logreg {versions[0]}",
                "install the same version on every machine");
        }
    }

    // The command, then pairs of what an argument is and how it was typed, in the order of the help.
    private static IEnumerable<string> AsRead(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        yield return command is RootCommand ? "logreg" : $"logreg {command.Name}";
        IEnumerable<Command> commands = parsed.CommandResult.Parent is CommandResult parent ? [command, parent.Command] : [command];
        foreach (Symbol symbol in commands.SelectMany(level => level.Arguments.Concat<Symbol>(level.Options)).Distinct())
        {
            SymbolResult? result = symbol is Option option ? parsed.GetResult(option) : parsed.GetResult((Argument)symbol);
            if (result is not (null or OptionResult { Implicit: true } or ArgumentResult { Tokens.Count: 0 })
                && !OfMachines.Contains(symbol.Name))
            {
                IEnumerable<string> values =
                    symbol.Name == Connection ? ["…"] : result.Tokens.Select(token => ShellText.Word(token.Value));
                yield return symbol.Name;
                yield return string.Join(' ', symbol is Option ? values.Prepend(symbol.Name) : values);
            }
        }
    }

    // A process that cannot read its arguments cannot say what each of them is.
    private static IEnumerable<string> AsTyped(IReadOnlyList<string> arguments)
    {
        yield return Unreadable;
        yield return string.Join(' ', arguments.Select((word, place) =>
            place > 0 && arguments[place - 1] == Connection ? "…"
            : OptionWord.Of(word) is { Name: Connection, Value: not null } ? word[..(Connection.Length + 1)] + "…"
            : ShellText.Word(word)).Prepend("logreg"));
    }

    private static string Difference(ProcessGroup processes, string[] own, string[] ofRoot)
    {
        string other = processes.NameOf(processes.Collective.Rank);
        string root = processes.NameOf(0);
        if (own[0] != ofRoot[0] || own[0] == Unreadable)
        {
            return $"{other} was started as '{Line(own)}', but {root} as '{Line(ofRoot)}'";
        }

        Dictionary<string, string> words = ByName(own);
        Dictionary<string, string> wordsOfRoot = ByName(ofRoot);
        string name = words.Keys.Union(wordsOfRoot.Keys).First(
            name => words.GetValueOrDefault(name) != wordsOfRoot.GetValueOrDefault(name));
        return !words.TryGetValue(name, out string? word) ? $"{root} was started with {wordsOfRoot[name]}, but {other} without it"
            : !wordsOfRoot.TryGetValue(name, out string? wordOfRoot) ? $"{other} was started with {word}, but {root} without it"
            : $"{other} was started with {word}, but {root} with {wordOfRoot}";
    }

    private static string Line(string[] start) => start[0] == Unreadable ? start[1] : string.Join(' ', [start[0], .. ByName(start).Values]);

    private static Dictionary<string, string> ByName(string[] start) =>
        start.Skip(1).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);

    private static string[] FromRoot(ICollective collective, string[] own)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Join(Separator, own));
        int length = bytes.Length;
        collective.Broadcast(MemoryMarshal.AsBytes(new Span<int>(ref length)));
        Array.Resize(ref bytes, length);
        collective.Broadcast(bytes);
        return Encoding.UTF8.GetString(bytes).Split(Separator);
    }

    private static bool AnyIs(ICollective collective, bool own)
    {
        long[] any = [own ? 1 : 0];
        collective.Max(any);
        return any[0] == 1;
    }

    // Of the process of the lowest rank that has something to say.
    private static string? First(ICollective collective, string? own)
    {
        long[] first = [own is null ? 0 : collective.Size - collective.Rank];
        collective.Max(first);
        if (first[0] == 0)
        {
            return null;
        }

        int speaker = collective.Size - (int)first[0];
        byte[] bytes = collective.Rank == speaker ? Encoding.UTF8.GetBytes(own!) : [];
        long[] length = [bytes.Length];
        collective.Sum(length);
        int[] counts = new int[collective.Size];
        counts[speaker] = (int)length[0];
        byte[] all = new byte[length[0]];
        collective.AllGather(bytes, counts, all);
        return Encoding.UTF8.GetString(all);
    }
}
