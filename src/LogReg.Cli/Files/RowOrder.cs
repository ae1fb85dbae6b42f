using LogReg.Cli.Output;
using LogReg.Data;
using LogReg.Sources.Databases;

namespace LogReg.Cli.Files;

/// <summary>Whether what depends on the order of rows will be the same next time.</summary>
internal static class RowOrder
{
    /// <summary>Warns of a query to a server or to DuckDB that does not say in which order its rows come, where test rows or folds are
    /// drawn from them by their position. SQLite reads the same file in the same order.</summary>
    /// <param name="source">The data.</param>
    /// <param name="regression">What is to be done with them.</param>
    /// <param name="environment">The environment.</param>
    public static void WarnIfOpen(DataSource source, LogisticRegression regression, CliEnvironment environment)
    {
        bool drawsFolds = regression.CrossValidation?.FoldsColumn is null
            && (regression.CrossValidation is not null || regression.LambdaChoice == LambdaChoice.CrossValidation
                || regression.ThresholdRule is not null);
        if (source is DatabaseSource { IsOrdered: false, Address.Kind: not DatabaseKind.Sqlite }
            && (regression.TestSize is not null || drawsFolds))
        {
            string drawn = regression.TestSize is null ? "the folds of cross-validation"
                : drawsFolds ? "the test rows and the folds of cross-validation"
                : "the test rows";
            bool decides = regression.TestSize is not null || regression.LambdaChoice == LambdaChoice.CrossValidation
                || regression.ThresholdRule is not null;
            Messages.Warning(
                environment,
                $"the query has no order by, so that the database may deliver its rows in another order next time: {drawn} would be others"
                    + (decides ? ", and the model with them" : ""),
                "end the query with order by and columns that tell all rows apart");
        }
    }
}
