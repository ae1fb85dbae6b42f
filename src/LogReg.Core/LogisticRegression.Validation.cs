namespace LogReg;

/// <content>Validation of the options of cross-validation.</content>
public sealed partial record LogisticRegression
{
    private void ValidateCrossValidation()
    {
        if (LambdaChoice == LambdaChoice.Path && (CrossValidation ?? (object?)ThresholdRule) is not null)
        {
            string asked = CrossValidation is not null ? nameof(CrossValidation) : nameof(ThresholdRule);
            throw new ArgumentException(
                $"{asked} cannot be used with {nameof(LambdaChoice)} {LambdaChoice}: a path has no single λ; use {nameof(LambdaChoice)} {LambdaChoice.CrossValidation}.");
        }

        if (CrossValidation is { Selection: not LambdaSelection.Minimum } && LambdaChoice != LambdaChoice.CrossValidation)
        {
            throw new ArgumentException(
                $"{nameof(CrossValidationOptions.Selection)} {CrossValidation.Selection} needs {nameof(LambdaChoice)} {LambdaChoice.CrossValidation}: with one λ there is nothing to choose.");
        }
    }
}
