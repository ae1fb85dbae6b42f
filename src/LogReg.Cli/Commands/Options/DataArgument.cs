using System.CommandLine;

namespace LogReg.Cli.Commands;

/// <summary>The argument that names data, which every command describes alike.</summary>
internal static class DataArgument
{
    /// <summary>Makes the argument.</summary>
    /// <param name="name">Its name in usage texts.</param>
    /// <param name="what">What the data are for the command.</param>
    /// <param name="takesVectors">Whether the command reads files of vectors.</param>
    public static Argument<string> Of(string name, string what, bool takesVectors = true) => new(name)
    {
        Description = $"{what}: a file (CSV, plain or as .gz, .zst or .zip; {(takesVectors ? "Parquet, Excel or LIBSVM" : "Parquet or Excel")}), a folder or a 'pattern*' of files with the "
            + "same columns, or - for CSV or LIBSVM on standard input",
    };
}
