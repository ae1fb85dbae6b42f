using System.CommandLine;
using LogReg.Cli.Files;
using LogReg.Sources.Databases;

namespace LogReg.Cli.Commands;

/// <summary>The argument that names data, which every command describes alike, and the options that name a query to a database in its
/// place.</summary>
internal sealed class DataOptions
{
    /// <param name="name">The name of the argument in usage texts.</param>
    /// <param name="what">What the data are for the command.</param>
    /// <param name="takesVectors">Whether the command reads files of vectors.</param>
    public DataOptions(string name, string what, bool takesVectors = true)
    {
        Argument = new Argument<string?>(name)
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = $"{what}: a file (CSV, plain or as .gz, .zst or .zip; {(takesVectors ? "Parquet, Arrow, Excel or LIBSVM" : "Parquet, Arrow or Excel")}), a folder or a 'pattern*' of files with the "
                + "same columns, or - for CSV or LIBSVM on standard input; not with --connection",
        };
    }

    public Argument<string?> Argument { get; }

    public Option<string?> Connection { get; } = OptionFactory.Text(
        "--connection",
        "ADDRESS",
        "Read a database instead of a file: sqlite:FILE, duckdb:FILE, duckdb: for a query of files, or postgres://USER@HOST/DATABASE; the "
            + "password comes from PGPASSWORD or ~/.pgpass");

    public Option<string?> Query { get; } = OptionFactory.Text(
        "--query", "SQL", "With --connection, the rows of this query, as in 'select age, bought from customers'");

    public Option[] OfDatabase => [Connection, Query];

    /// <summary>Reads the data off a command line.</summary>
    /// <exception cref="UsageException">None are named, or two, or a database without a query.</exception>
    public DataReference Read(ParseResult parsed)
    {
        string? path = parsed.GetValue(Argument);
        string? connection = parsed.GetValue(Connection);
        string? query = parsed.GetValue(Query);
        if (connection is null)
        {
            return query is not null
                ? throw new UsageException(
                    $"{Query.Name} needs {Connection.Name}",
                    $"add {Connection.Name} sqlite:FILE or {Connection.Name} postgres://USER@HOST/DATABASE, or leave {Query.Name} out")
                : path is not null ? DataReference.OfPath(path)
                : throw new UsageException(
                    $"missing argument <{Argument.Name}>",
                    $"name a file, or a database with {Connection.Name} and {Query.Name}; see 'logreg {parsed.CommandResult.Command.Name} --help'");
        }

        if (path is not null)
        {
            throw new UsageException(
                $"the data are named twice: by {(path == DataInput.StandardInput ? "-" : $"'{path}'")} and by {Connection.Name}",
                "leave one of them out");
        }

        if (string.IsNullOrWhiteSpace(query))
        {
            throw new UsageException(
                $"{Connection.Name} needs {Query.Name}", $"add {Query.Name} 'select * from TABLE', or leave {Connection.Name} out");
        }

        try
        {
            return DataReference.OfQuery(DatabaseAddress.Parse(connection), query);
        }
        catch (LogRegException exception)
        {
            throw new UsageException(exception.Message, exception.Hint?.ToString());
        }
    }
}
