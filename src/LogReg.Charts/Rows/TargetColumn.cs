using LogReg.Data;
using LogReg.Shared;

namespace LogReg.Charts.Rows;

/// <summary>The column that a model's predictions are compared with.</summary>
internal static class TargetColumn
{
    /// <summary>Makes sure that an input has it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="source">The input.</param>
    /// <param name="isUpdate">Whether the model is to be updated with it, which nothing but the classes can do.</param>
    /// <exception cref="DataException">It has not.</exception>
    public static void Require(LogisticModel model, DataSource source, bool isUpdate = false)
    {
        IReadOnlyList<string> names = source.ReadColumnNames();
        if (!names.Contains(model.Target.Name))
        {
            // A column that a feature needs is not the target.
            IReadOnlyList<string> nearest = NearestNames.Find(model.Target.Name, [.. names.Except(model.RequiredColumns)], most: 1);
            throw new DataException(
                $"the data have no column '{model.Target.Name}', the target to {(isUpdate ? "update" : "compare predictions")} "
                    + $"with{(nearest.Count > 0 ? $"; it has '{nearest[0]}'" : "")}",
                source.Name,
                hint: nearest.Count > 0
                    ? $"rename '{nearest[0]}' to '{model.Target.Name}'"
                    : isUpdate ? "wait until the classes of the rows are known, and add them as this column"
                    : OptionText.Of($"to predict rows whose class is not known, use {Operation.Predict}"));
        }
    }
}
